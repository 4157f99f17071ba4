// Folders -> sites: their pages, the places from which they are read, damaged copies.

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "./server.mjs";

/** Paths of all files of a folder, from that folder, in order. */
export async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath ?? it.path, it.name));
  return paths.map((path) => path.slice(folder.length + 1)).sort();
}

/** The pages of a site, or one of them, without the one for addresses that lead nowhere. */
export async function pages(folder, only) {
  const all = (await files(folder)).filter((path) => path.endsWith(".html") && path !== "404.html");
  return all.filter((path) => !only || path === only);
}

/**
 * Calls `visit` with each place from which a reader may come to a folder: a host's root, a folder
 * of a host, and the disk. Gives the faults of all, each with its place.
 */
export async function fromEachPlace(folder, visit) {
  const faults = [];
  const hosts = [await serve(folder, "/"), await serve(folder, "/repo/")];
  const disk = { base: `${pathToFileURL(folder).href}/`, close: async () => {} };
  for (const [name, { base, close }] of [["/", hosts[0]], ["/repo/", hosts[1]], ["file://", disk]]) {
    for (const fault of await visit(base)) faults.push(`${name}: ${fault.replaceAll(base, "")}`);
    await close();
  }
  return faults;
}

/** Does something with a copy of a site that `damage` has changed. */
export async function withDamaged(folder, damage, use) {
  const copy = await mkdtemp(join(tmpdir(), "offprint-planted-"));
  try {
    await cp(folder, copy, { recursive: true });
    await damage(copy);
    return await use(copy);
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** Replaces a text in a file, where it stands first; it must be there. */
export async function replace(folder, file, from, to) {
  const path = join(folder, file);
  const text = await readFile(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  await writeFile(path, text.replace(from, () => to));
}

// A folder -> a web host: serves it below a prefix, and its 404.html where nothing is.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** What a host answers to a path: `{ status, type, body }`. */
export async function answer(folder, prefix, path) {
  const found = async (file, status) => {
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    return { status, type, body: await readFile(file) };
  };
  const lost = { status: 404, type: "text/plain", body: "Nothing here." };
  if (!path.startsWith(prefix)) return lost;
  const below = normalize(decodeURIComponent(path.slice(prefix.length)));
  if (below.startsWith("..")) return lost;
  let file = join(folder, below);
  if (below === "." || below.endsWith(sep)) file = join(file, "index.html");
  const isFile = (await stat(file).catch(() => null))?.isFile();
  if (isFile) return found(file, 200);
  return found(join(folder, "404.html"), 404).catch(() => lost);
}

/** Serves a folder below a prefix on a port of this machine that is free. */
export async function serve(folder, prefix) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const { status, type, body } = await answer(folder, prefix, pathname);
    response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    base: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => new Promise((done) => server.close(done) && server.closeAllConnections()),
  };
}

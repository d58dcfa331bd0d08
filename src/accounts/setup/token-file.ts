import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** For whoever can read the data folder, and nobody else. */
export function writeTokenFile(dataDir: string, token: string): void {
  mkdirSync(dataDir, { recursive: true });
  // A file that is there keeps its mode, so it makes room first.
  removeTokenFile(dataDir);
  writeFileSync(fileIn(dataDir), `${token}\n`, { mode: 0o600, flag: "wx" });
}

export function removeTokenFile(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

function fileIn(dataDir: string): string {
  return join(dataDir, "setup-token");
}

import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file under another name, forces it to disk, then gives it its own name. */
export async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const folder = await open(dirname(path), "r");
  await folder.sync().catch(() => {});
  await folder.close();
}

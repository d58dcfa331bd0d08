import { open, rename } from "node:fs/promises";
import { encodeSpace } from "../space-file.ts";
import type { TrainedSpace } from "./train-space.ts";

/** Writes a trained model so that the file is whole or not there. */
export async function saveSpace(path: string, space: TrainedSpace): Promise<void> {
  const temporary = `${path}.part`;
  const file = await open(temporary, "w");
  try {
    await file.writeFile(encodeSpace(space.name, space.tables));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

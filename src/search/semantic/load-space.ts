import { readFile } from "node:fs/promises";
import type { SemanticSpace } from "./space.ts";
import { decodeSpace } from "./space-file.ts";
import { createTokenSpace } from "./token-space.ts";

/** The model that ships with Broadsheet. */
export const shippedModel = new URL("../../../models/broadsheet-256.space", import.meta.url);

/**
 * The space in the file at `path`, or the one that ships with Broadsheet.
 * @throws AppError `invalid` when the file is damaged.
 */
export async function loadSpace(path?: string): Promise<SemanticSpace> {
  const bytes = await readFile(path ?? shippedModel);
  const { tables, identity } = decodeSpace(bytes);
  return createTokenSpace(tables, identity);
}

import { AppError } from "#platform";
import type { Encoder } from "./encoder.ts";
import {
  openVectorStore,
  storedDimensions,
  storeFolder,
  type VectorStore,
} from "./vector-store.ts";

/** What an encoder is asked to learn how long its vectors are. */
const PROBE = "A paper about search";

/** The vectors of an encoder in a data folder, if their length is known without asking it. */
export async function openStoredVectors(
  encoder: Encoder,
  dataDir: string,
): Promise<VectorStore | undefined> {
  const folder = storeFolder(dataDir, encoder.settings);
  const dimensions = encoder.settings.dimensions || (await storedDimensions(folder));
  return dimensions ? openVectorStore(folder, dimensions) : undefined;
}

/**
 * The same, asking the encoder where that is needed.
 *
 * @throws AppError as `Encoder.encode` does.
 */
export async function openVectors(
  encoder: Encoder,
  dataDir: string,
  signal?: AbortSignal,
): Promise<VectorStore> {
  const stored = await openStoredVectors(encoder, dataDir);
  if (stored) return stored;
  const [vector] = await encoder.encode([PROBE], { kind: "paper", ...(signal && { signal }) });
  if (!vector) throw new AppError("unavailable", "The encoder answered nothing");
  return openVectorStore(storeFolder(dataDir, encoder.settings), vector.length);
}

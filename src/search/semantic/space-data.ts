import { readFile } from "node:fs/promises";
import type { QuerySpace } from "../engine/meaning-leg.ts";
import { openFittedSpace } from "./fitted/fitted-space.ts";
import type { FittedSpaceData } from "./fitted/fitted-space-data.ts";
import { shippedModel } from "./load-space.ts";
import type { SemanticSpace } from "./space.ts";
import { decodeSpace } from "./space-file.ts";
import { createTokenSpace } from "./token-space.ts";

/** A space as it goes from thread to thread: its tables lie in memory that all of them share. */
export type SpaceData = TokenSpaceData | FittedSpaceData;

/** A static model: the one that ships, or one trained in its place. */
export interface TokenSpaceData {
  readonly kind: "tokens";
  readonly identity: string;
  /** The file of the space, whole. */
  readonly bytes: SharedArrayBuffer;
}

/**
 * Reads the space in the file at `path`, or the one that ships, into shared memory and
 * verifies it, once for all threads.
 *
 * @throws AppError `invalid` when the file is damaged.
 */
export async function shareSpace(path?: string): Promise<TokenSpaceData> {
  const file = await readFile(path ?? shippedModel);
  const bytes = new SharedArrayBuffer(file.length);
  new Uint8Array(bytes).set(file);
  const { identity } = decodeSpace(Buffer.from(bytes));
  return { kind: "tokens", identity, bytes };
}

/** Opens spaces, each once for as long as it is asked for every time. */
export function createSpaceOpener(): (spaces: readonly SpaceData[]) => QuerySpace[] {
  let opened: ReadonlyMap<string, QuerySpace> = new Map();
  return (spaces) => {
    const all = spaces.map((data) => opened.get(data.identity) ?? openSpace(data));
    opened = new Map(all.map((space) => [space.identity, space]));
    return all;
  };
}

/** The space of such data; what grows with it stays shared. */
function openSpace(data: TokenSpaceData): SemanticSpace;
function openSpace(data: SpaceData): QuerySpace;
function openSpace(data: SpaceData): QuerySpace {
  if (data.kind === "fitted") return openFittedSpace(data);
  const { tables } = decodeSpace(Buffer.from(data.bytes), { isVerified: true });
  return createTokenSpace(tables, data.identity);
}

/** Whether a space makes vectors of texts; others take them from the index. */
export function embedsText(space: QuerySpace): space is SemanticSpace {
  return "embedPaper" in space;
}

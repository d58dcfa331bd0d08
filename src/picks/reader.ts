import type { AccountId } from "#accounts";
import { accountOf as accountOfReader, type ReaderId } from "#recommendations";

/** The account of a reader; nothing for one who reads by mail without. */
export function accountOf(reader: ReaderId | undefined): AccountId | undefined {
  return reader === undefined ? undefined : accountOfReader(reader);
}

import type { PaperKey } from "../store.ts";

/** Two records whose papers a moderator has made one; `into` lends the page its id. */
export interface Join {
  /** As it stands among the keys of both papers, by which each leads to the other. */
  readonly mark: string;
  /** `recordKey`s. */
  readonly from: string;
  readonly into: string;
}

const PREFIX = "join:";

export function joinOf(from: string, into: string): Join {
  return { mark: PREFIX + JSON.stringify([from, into]), from, into };
}

/** The join that `mark` names, or `undefined`. */
export function joinIn(mark: string): Join | undefined {
  if (!mark.startsWith(PREFIX)) return undefined;
  try {
    const said: unknown = JSON.parse(mark.slice(PREFIX.length));
    if (!Array.isArray(said) || said.length !== 2) return undefined;
    return joinOf(String(said[0]), String(said[1]));
  } catch {
    return undefined;
  }
}

/** The marks that name each record: those of `keys`, with `changes` made to them. */
export function joinsByRecord(
  keys: readonly PaperKey[],
  changes: ReadonlyMap<string, boolean> = new Map(),
): ReadonlyMap<string, readonly string[]> {
  const marks = new Set(keys.flatMap(({ key }) => (key.startsWith(PREFIX) ? key : [])));
  for (const [mark, isJoined] of changes) {
    if (isJoined) marks.add(mark);
    else marks.delete(mark);
  }
  const byRecord = new Map<string, string[]>();
  for (const mark of [...marks].sort()) {
    const join = joinIn(mark);
    if (!join) continue;
    for (const recordKey of [join.from, join.into]) {
      byRecord.set(recordKey, [...(byRecord.get(recordKey) ?? []), mark]);
    }
  }
  return byRecord;
}

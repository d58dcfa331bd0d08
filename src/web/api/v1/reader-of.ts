import type { Account, AccountId, Viewer } from "#accounts";

/** Whose private things an answer may show: a token must be allowed to read. */
export function readerOf(viewer: Viewer | undefined): AccountId | undefined {
  return viewer && mayRead(viewer) ? viewer.account.id : undefined;
}

/** Whoever asks, as what is for single readers and for moderators is told to them. */
export function seerOf(viewer: Viewer | undefined): Account | undefined {
  const isTold = viewer && (mayRead(viewer) || viewer.scopes?.has("moderate"));
  return isTold ? viewer.account : undefined;
}

function mayRead({ via, scopes }: Viewer): boolean {
  return via === "session" || scopes?.has("read") === true;
}

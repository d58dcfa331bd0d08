import type { Account, AccountId, Viewer } from "#accounts";

/** Whose private things an answer may show: a token must be allowed to read. */
export function readerOf(viewer: Viewer | undefined): AccountId | undefined {
  return viewer && mayRead(viewer) ? viewer.account.id : undefined;
}

/** Whoever asks, as far as a token lets them be told: what is for moderators needs its scope. */
export function seerOf(viewer: Viewer | undefined): Pick<Account, "id" | "role"> | undefined {
  if (!viewer || viewer.via === "session") return viewer?.account;
  const { id } = viewer.account;
  if (viewer.scopes?.has("moderate")) return { id, role: viewer.account.role };
  return mayRead(viewer) ? { id, role: "reader" } : undefined;
}

function mayRead({ via, scopes }: Viewer): boolean {
  return via === "session" || scopes?.has("read") === true;
}

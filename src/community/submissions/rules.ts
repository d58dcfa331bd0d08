import { type Account, isAtLeast } from "#accounts";
import type { CommunitySettings } from "../community-parts.ts";
import { readReference } from "./reference.ts";
import type { SubmissionInput, SubmissionState } from "./submissions.ts";

const DAY_MS = 86_400_000;

/** With which state a submission begins, by the rules of the site, and why. */
export function firstState(
  account: Account,
  input: SubmissionInput,
  { settings, now }: { settings: CommunitySettings; now: Date },
): { state: SubmissionState; reason: string } {
  if (isAtLeast(account.role, "moderator")) return { state: "waiting", reason: "" };
  if (settings.submissions === "reviewed") {
    return { state: "review", reason: "A moderator of this site looks at every submission." };
  }
  if (isNew(account, settings, now) && !hasKnownSource(input)) {
    const reason =
      "Papers from other places than arXiv and DOI registries wait for a moderator while an account is new.";
    return { state: "review", reason };
  }
  return { state: "waiting", reason: "" };
}

/** As long as votes do not count, or no address is proved, unless a moderator trusts it. */
function isNew(account: Account, settings: CommunitySettings, now: Date): boolean {
  if (isAtLeast(account.role, "trusted")) return false;
  const ageMs = now.getTime() - Date.parse(account.createdAt);
  return !account.isVerified || ageMs < settings.votesCountAfterDays * DAY_MS;
}

/** What it says of the paper comes from where papers are registered, not from the submitter. */
function hasKnownSource(input: SubmissionInput): boolean {
  if (input.kind !== "reference") return false;
  return readReference(input.text)?.kind !== "address";
}

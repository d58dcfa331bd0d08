import { createHash, randomInt } from "node:crypto";
import { AppError } from "#platform";

const LONGEST = 30;
const HANDLE = /^(?=.{2,30}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const COUNTED_TRIES = 20;

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Who people would take for the site itself; nor with hyphens or a number put in. */
const authorities = wordsOf(
  `admin administrator administrators arxiv broadsheet editor editors hostmaster mailer-daemon
  moderation moderator moderators noreply official operator orcid owner postmaster root security
  staff support sysadmin system team trusted webmaster`,
);

/** Words of the site's own addresses and pages. */
const reserved = wordsOf(
  `about abuse account accounts anonymous api atom billing blog claim claims collection
  collections comment comments contact daily deleted demo digest digests edit edition editions
  everyone export favicon feed feeds help home image images import index info legal library login
  logout mail mcp me mod news no-reply nobody null organisation organization paper papers privacy
  ranking robots rss search self settings setup signin signup site sitemap static status
  submission submissions submit subscribe terms test topic topics trending undefined unsubscribe
  user username users vote votes www you`,
);

/** @throws AppError `invalid` when it can be nobody's name, `conflict` when it is the site's. */
export function checkHandle(text: string): string {
  const name = text.trim().replace(/^@/, "").toLowerCase();
  if (!HANDLE.test(name)) {
    throw new AppError(
      "invalid",
      "A name has 2 to 30 letters a to z, digits and single hyphens between them",
    );
  }
  if (isReserved(name)) throw nameTaken();
  return name;
}

export function nameTaken(): AppError {
  return new AppError("conflict", "This name is taken; choose another");
}

/**
 * A name nobody has, made of a display name or an address.
 *
 * @param isTaken whether the name is somebody's, or was.
 */
export async function makeHandle(
  text: string,
  isTaken: (name: string) => Promise<boolean>,
): Promise<string> {
  const wanted = toHandle(text);
  const base = isReserved(wanted) ? "reader" : wanted;
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? "" : `-${count > COUNTED_TRIES ? randomInt(1e6, 1e9) : count}`;
    const name = base.slice(0, LONGEST - suffix.length).replace(/-$/, "") + suffix;
    if (!isReserved(name) && !(await isTaken(name))) return name;
  }
}

/** What stands in the place of a deleted account's name, so that nobody takes it. */
export function hideHandle(name: string): string {
  return `~${createHash("sha256").update(name).digest("base64url")}`;
}

function toHandle(text: string): string {
  const local = text.includes("@") ? text.slice(0, text.indexOf("@")).replace(/\+.*$/, "") : text;
  const plain = local
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
  return plain.length < 2 ? "reader" : plain;
}

function isReserved(name: string): boolean {
  const bare = name.replaceAll("-", "").replace(/\d+$/, "");
  return reserved.has(name) || authorities.has(name) || authorities.has(bare);
}

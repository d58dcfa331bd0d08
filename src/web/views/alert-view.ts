import type { Follow } from "#community";
import type { DigestSettings } from "#digests";
import type { Subject } from "#picks";
import { parseSearchState, type SearchState, searchPath } from "#search";
import type { WebParts } from "../parts.ts";
import type { WebContext } from "../web-context.ts";

/** What the button on a page needs that has papers brought to somebody. */
export interface AlertView {
  readonly subject: Subject;
  /** What it is of, for people: the name on the page. */
  readonly label: string;
  /** The one that whoever asks has of it already. */
  readonly alert?: DigestSettings | undefined;
  /** How it may come to them. */
  readonly routes: readonly DigestSettings["route"][];
}

type Named = Pick<AlertView, "subject" | "label">;

/** One button; nothing where the site brings nothing. */
export async function loadAlert(
  parts: WebParts,
  context: WebContext,
  named: Named,
): Promise<AlertView | undefined> {
  return (await loadAlerts(parts, context, [named]))[0];
}

/** Several buttons of one page. */
async function loadAlerts(
  { digests, picks, sendsNoMail = false }: WebParts,
  context: WebContext,
  all: readonly Named[],
): Promise<readonly AlertView[]> {
  if (!digests || !picks) return [];
  const account = context.get("viewer")?.account;
  if (!account)
    return sendsNoMail
      ? []
      : all.map(({ subject, label }) => ({ subject, label, routes: ["mail"] }));
  const own = await digests.digestsOf(account.id);
  const hasMail = !sendsNoMail && account.email !== undefined;
  const routes = hasMail ? (["mail", "feed"] as const) : (["feed"] as const);
  return all.map(({ subject, label }) => ({
    subject,
    label,
    routes,
    alert: alertIn(own, subject),
  }));
}

/** The digest of a subject; one that runs before one that was stopped. */
export function alertIn(
  digests: readonly DigestSettings[],
  { kind, target }: Subject,
): DigestSettings | undefined {
  const same = digests.filter((one) => one.subject.kind === kind && one.subject.target === target);
  return same.find(({ state }) => state === "active") ?? same[0];
}

/** The buttons of what somebody follows, and that of replies to them. */
export interface FollowAlerts {
  readonly replies: AlertView | undefined;
  readonly of: ReadonlyMap<Follow, AlertView>;
}

export async function loadFollowAlerts(
  parts: WebParts,
  context: WebContext,
  follows: readonly Follow[],
): Promise<FollowAlerts> {
  const known = follows.flatMap((follow) => {
    const subject = followedSubject(follow);
    return subject ? [{ follow, subject, label: follow.label }] : [];
  });
  const answers = { subject: { kind: "replies", target: "" }, label: "replies to you" } as const;
  const [replies, ...views] = await loadAlerts(parts, context, [answers, ...known]);
  const of = new Map(views.map((view, at) => [known[at]!.follow, view]));
  return { replies, of };
}

/** What of a follow can be brought: of a person nothing can. */
function followedSubject({ kind, target }: Follow): Subject | undefined {
  if (kind === "person") return undefined;
  if (kind !== "search") return { kind, target };
  return searchSubject(parseSearchState(new URLSearchParams(target)));
}

/** A search that asks for something; in whatever order, it is the same one. */
export function searchSubject(state: SearchState): Subject | undefined {
  const target = searchPath(state, { sort: "relevance" }).replace(/^\/search\??/, "");
  return target === "" ? undefined : { kind: "search", target };
}

import type { AccountId, Person } from "#accounts";
import type { Comment, ModerationEntry, PageRequest, Report } from "#community";
import { type PaperId, type PaperWithTally, texToText } from "#papers";
import { addresses } from "../addresses.ts";
import type { EntryList } from "../feeds/entry-feed.ts";
import { escapeXml } from "../feeds/xml.ts";
import { personDocument } from "../lists/comment-json.ts";
import { markdownInline } from "../lists/markdown.ts";
import { nameOf, type OpenParts } from "./comments-view.ts";
import type { Site } from "./list-view.ts";

/** A thing that was reported or acted on, as far as it can be named. */
export interface NamedTarget {
  readonly label: string;
  /** Absent where there is no page of it. */
  readonly href?: string;
}

export interface LogView {
  readonly entries: readonly ModerationEntry[];
  readonly people: ReadonlyMap<AccountId, Person>;
  readonly nameTarget: (target: ModerationEntry["target"]) => NamedTarget;
  readonly next?: string | undefined;
}

export async function loadLogView(parts: OpenParts, page: PageRequest): Promise<LogView> {
  const { items, next } = await parts.community.moderation.log(page);
  const actors = items.map(({ actor }) => actor);
  const named = await loadNames(
    parts,
    items.map(({ target }) => target),
    actors,
  );
  return { entries: items, next, ...named };
}

export interface ReportView {
  readonly report: Report;
  /** Where a comment is reported. */
  readonly comment?: Comment | undefined;
}

export interface QueueView {
  readonly waiting: {
    readonly reports: number;
    readonly submissions: number;
    readonly claims: number;
  };
  readonly reports: readonly ReportView[];
  readonly next?: string | undefined;
  readonly people: LogView["people"];
  readonly nameTarget: LogView["nameTarget"];
}

export async function loadQueueView(parts: OpenParts, page: PageRequest): Promise<QueueView> {
  const { moderation, comments } = parts.community;
  const [waiting, { items, next }] = await Promise.all([
    moderation.waiting(),
    moderation.reports(page),
  ]);
  const reports = await Promise.all(
    items.map(async (report) => {
      const isComment = report.target.kind === "comment";
      return { report, comment: isComment ? await comments.find(report.target.id) : undefined };
    }),
  );
  const accounts = reports.flatMap(({ report, comment }) => [
    report.account,
    ...(comment ? [comment.author] : []),
  ]);
  const named = await loadNames(
    parts,
    items.map(({ target }) => target),
    accounts,
  );
  return { waiting, reports, next, ...named };
}

/** Looks up in two queries who and what is spoken of. */
async function loadNames(
  { papers, accounts }: OpenParts,
  targets: readonly ModerationEntry["target"][],
  people: readonly AccountId[],
): Promise<Pick<LogView, "people" | "nameTarget">> {
  const idsOf = (kind: string) => targets.filter((one) => one.kind === kind).map(({ id }) => id);
  const wanted = [...new Set([...people, ...(idsOf("account") as AccountId[])])];
  const [known, found] = await Promise.all([
    accounts.people.findMany(wanted),
    papers.findMany([...new Set(idsOf("paper") as PaperId[])]),
  ]);
  const byId = new Map(found.map((paper) => [paper.id as string, paper]));
  return { people: known, nameTarget: (target) => nameTarget(target, byId, known) };
}

/** Words of a hidden paper are not shown again: its id stands for it. */
function nameTarget(
  { kind, id }: ModerationEntry["target"],
  papers: ReadonlyMap<string, PaperWithTally>,
  people: LogView["people"],
): NamedTarget {
  const paper = kind === "paper" ? papers.get(id) : undefined;
  if (paper) return { label: texToText(paper.title) || id, href: addresses.paper(paper.id) };
  const person = kind === "account" ? people.get(id as AccountId) : undefined;
  if (person && person.state !== "deleted") {
    return { label: `@${person.name}`, href: addresses.person(person.name) };
  }
  if (kind === "account") return { label: "an account that is gone" };
  if (kind === "comment") return { label: "a comment", href: addresses.comment(id) };
  return { label: `${kind} ${id}` };
}

/** `hide-paper` as words: `hide paper`. */
export function actionWords(action: string): string {
  return action.replaceAll("-", " ");
}

/** The log for programs and feed readers. */
export function logEntries({ entries, people, nameTarget }: LogView, site: Site): EntryList {
  return {
    title: `${site.title}: moderation log`,
    path: "/moderation",
    entries: entries.map(({ id, at, actor, action, target, reason }) => {
      const author = nameOf(people.get(actor));
      const title = `${actionWords(action)}: ${nameTarget(target).label}`;
      return {
        name: `moderation/${id}`,
        path: `/moderation#e-${id}`,
        title,
        author,
        published: at,
        updated: at,
        html: `<p>${escapeXml(reason)}</p>`,
        markdown: `**${markdownInline(title)}**, ${markdownInline(author)}, ${at.slice(0, 10)}\n\n> ${markdownInline(reason)}`,
      };
    }),
    json: {
      entries: entries.map(({ actor, ...entry }) => ({
        ...entry,
        actor: personDocument(people.get(actor), site),
      })),
    },
  };
}

import { setImmediate } from "node:timers/promises";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import { type Candidate, candidatesOf, choose } from "./choose.ts";
import type { Found } from "./found.ts";
import { nameSubject } from "./naming/name-subject.ts";
import type { PickList, PickRequest, Picks } from "./picks.ts";
import type { PicksParts } from "./picks-parts.ts";
import { accountOf } from "./reader.ts";
import { createSettled } from "./settled.ts";
import { findForMe } from "./subjects/for-me.ts";
import { findInCollection } from "./subjects/of-collection.ts";
import { findBySearch, findByTopic } from "./subjects/of-search.ts";
import { findByNote, findInEdition } from "./subjects/of-window.ts";
import { findReplies } from "./subjects/replies.ts";
import { createNotes, type Notes } from "./window/notes.ts";
import { createWindows, type WindowPaper, type Windows } from "./window/window.ts";

/** Readers answered between two turns of the others. */
const SLICE = 50;

interface Desk extends PicksParts {
  readonly windows: Windows;
  readonly notes: Notes;
}

export function createPicks(parts: PicksParts): Picks {
  const notes = createNotes(parts.papers);
  const desk: Desk = { ...parts, windows: createWindows({ ...parts, notes }), notes };
  return {
    settled: createSettled(parts),
    name: (subject, viewer) => nameSubject(parts, subject, viewer),
    async pick(requests) {
      const lists = new Array<PickList>(requests.length);
      const answer = async (
        places: readonly number[],
        work: (own: readonly PickRequest[]) => Promise<readonly PickList[]>,
      ) => {
        if (places.length === 0) return;
        const found = await work(places.map((at) => requests[at]!));
        for (const [index, at] of places.entries()) lists[at] = found[index]!;
      };
      const by = Map.groupBy(requests.keys(), (at) => deskOf(requests[at]!, desk));
      await answer(by.get("replies") ?? [], (own) => findReplies(parts, own));
      await answer(by.get("reader") ?? [], (own) => pickForReaders(desk, own));
      await answer(by.get("shared") ?? [], (own) => pickShared(desk, own));
      return lists;
    },
  };
}

/** Who answers a request: `shared` looks a subject up once for all who ask for it. */
function deskOf({ subject, reader }: PickRequest, { recommendations }: Desk) {
  if (subject.kind === "replies") return "replies";
  return subject.kind === "for-me" && recommendations && reader ? "reader" : "shared";
}

/** What is recommended to each. */
async function pickForReaders(
  desk: Desk,
  requests: readonly PickRequest[],
): Promise<readonly PickList[]> {
  const { recommendations } = desk;
  const lists = await findForMe({ ...desk, recommendations }, requests);
  const found: (readonly Found[])[] = [];
  for (const [at, request] of requests.entries()) {
    found.push(await onlyNews(desk, lists[at]!.found, request));
    if (at % SLICE === SLICE - 1) await setImmediate();
  }
  const chosen = await chooseForAll(desk, requests, (at) => found[at]!);
  return chosen.map((list, at) => {
    const { since, filter } = requests[at]!;
    // Without either of them whatever is near enough counts, beyond what was asked for too.
    const isWhole = since === undefined && !filter;
    return isWhole ? { ...list, total: Math.max(list.total, lists[at]!.total) } : list;
  });
}

async function pickShared(
  desk: Desk,
  requests: readonly PickRequest[],
): Promise<readonly PickList[]> {
  const found = new Map<string, readonly Found[]>();
  const keys = requests.map((request) => keyOf(request));
  for (const [at, key] of keys.entries()) {
    if (!found.has(key)) found.set(key, await lookUp(desk, requests[at]!));
  }
  return chooseForAll(desk, requests, (at) => found.get(keys[at]!)!);
}

/** Equal ones have the same papers. */
function keyOf({ subject, reader, ...request }: PickRequest): string {
  const { from, until, since = "", before = "", byVotes = false } = request;
  const owner = subject.kind === "collection" ? (accountOf(reader) ?? "") : "";
  const { kind, target } = subject;
  return JSON.stringify([kind, target, from, until, since, before, byVotes, owner]);
}

/** The papers of a subject that came in then, best first. */
async function lookUp(desk: Desk, request: PickRequest): Promise<readonly Found[]> {
  const { subject } = request;
  if (subject.kind === "collection") {
    return findInCollection(desk, request, accountOf(request.reader));
  }
  const { kind } = subject;
  // An edition is of its own days; and who looks at once looks a week back.
  const withLate = kind !== "edition" && kind !== "for-me" && request.since === undefined;
  const { from, until } = request;
  const papers = await desk.windows.open({ from, until, withLate });
  const found = papers.length > 0 ? await findIn(desk, request, papers) : [];
  return onlyNews(desk, found, request);
}

/** Without the papers that were here before, and those that came after. */
async function onlyNews(
  { papers }: Desk,
  found: readonly Found[],
  { since, before }: PickRequest,
): Promise<readonly Found[]> {
  if (since === undefined || found.length === 0) return found;
  const news = new Set(await papers.addedAfter(idsOf(found), since, before));
  return found.filter(({ paperId }) => news.has(paperId));
}

async function findIn(
  desk: Desk,
  request: PickRequest,
  papers: readonly WindowPaper[],
): Promise<readonly Found[]> {
  const { kind } = request.subject;
  if (kind === "search") return findBySearch(desk, request, papers);
  if (kind === "topic") return findByTopic(desk, request, papers);
  if (kind !== "edition" && kind !== "for-me") return findByNote(request, papers);
  return findInEdition(desk, request, papers);
}

async function chooseForAll(
  desk: Desk,
  requests: readonly PickRequest[],
  foundOf: (at: number) => readonly Found[],
): Promise<readonly PickList[]> {
  const readers = requests.flatMap(({ reader }) => accountOf(reader) ?? []);
  const hidden = await desk.community.shelves.hiddenBy([...new Set(readers)]);
  const known = new Map<readonly Found[], readonly Candidate[]>();
  const lists: PickList[] = [];
  for (const [at, request] of requests.entries()) {
    const found = foundOf(at);
    const candidates = known.get(found) ?? candidatesOf(found, await desk.notes.of(idsOf(found)));
    known.set(found, candidates);
    const account = accountOf(request.reader) ?? ("" as AccountId);
    const texts = await textsFor(desk, request, found);
    lists.push(choose(request, candidates, { hidden: hidden.get(account), texts }));
    if (at % SLICE === SLICE - 1) await setImmediate();
  }
  return lists;
}

/** The papers themselves, where the filter looks at their words. */
async function textsFor({ papers }: Desk, { filter }: PickRequest, found: readonly Found[]) {
  if (!filter?.withoutWords?.length) return undefined;
  const texts = await papers.findMany(idsOf(found));
  return new Map(texts.map((paper) => [paper.id, paper]));
}

function idsOf(found: readonly Found[]): PaperId[] {
  return found.map(({ paperId }) => paperId);
}

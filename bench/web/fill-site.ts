import { writeFile } from "node:fs/promises";
import type { App } from "../../src/app.ts";
import type { Actor } from "../../src/community/index.ts";
import type { PaperId } from "../../src/papers/index.ts";
import { parseDay } from "../../src/platform/index.ts";
import { generateRecords } from "../../test/support/papers.ts";
import { createRandom } from "../../test/support/random.ts";

export const DAY = "2026-11-20";
const PAPERS = 50;
const COMMENTS = 500;
const PEOPLE = 25;
const SHARE_OF_ANSWERS = 0.6;
const origin = { network: "203.0.113.0/24", agent: "Firefox on Linux" };

/** One edition of 50 papers, one of them with 500 comments, and a reader who is signed in. */
export async function fillSite(app: App) {
  const day = parseDay(DAY);
  const records = generateRecords(PAPERS, 7).map((record) => ({ ...record, announcedOn: day }));
  await app.papers.ingest(records, day);
  await app.editions.follow(app.papers);
  const ids = records.map(({ arxivId }) => arxivId as string as PaperId);
  const actors = await makePeople(app);
  const paperId = ids[0]!;
  await talk(app, paperId, actors);
  const reader = actors[0]!;
  for (const id of ids.slice(0, 10)) await app.community.votes.cast(reader, id);
  await app.editions.follow(app.papers);
  await app.search.catchUp();
  const session = await app.accounts.sessions.open(reader.account.id, "operator", origin);
  return { ids, paperId, session };
}

async function makePeople(app: App): Promise<Actor[]> {
  const people: Actor[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const email = `reader${index}@example.org`;
    const account = await app.accounts.people.create({ name: `reader-${index}`, email });
    people.push({ account, network: `10.0.${index}.0/24` });
  }
  return people;
}

const sentences = [
  "The bound in section 3 is *tight*, but the proof of it needs $n > 1$.",
  "Figure 2 shows what I saw, too: the gain is $\\frac{1}{2}\\sum_{k=1}^{n} k^{-2}$ at most.",
  "Has anybody run [the code](https://example.org/code) on another machine?",
  "I think that `seed = 7` explains **half** of the difference.",
  "> the gears turn faster\n\nThey do, for small ones. We say so in the appendix.",
];

async function talk(app: App, paperId: PaperId, actors: readonly Actor[]): Promise<void> {
  const random = createRandom(11);
  const roots: string[] = [];
  for (let index = 0; index < COMMENTS; index += 1) {
    const body = `${random.pick(sentences)}\n\n${random.pick(sentences)} (${index})`;
    const isAnswer = roots.length > 0 && random.next() < SHARE_OF_ANSWERS;
    const parent = isAnswer ? { parentId: random.pick(roots) } : {};
    const actor = actors[index % actors.length]!;
    const comment = await app.community.comments.post(actor, { paperId, body, ...parent });
    // A third of the answers are answered themselves.
    if (!isAnswer || random.next() < 1 / 3) roots.push(comment.id);
  }
}

/** The same data for the peer, ready made: no database, no Markdown to read. */
export async function writePeerData(app: App, path: string, filled: Filled): Promise<void> {
  const papers = await app.papers.findMany(filled.ids);
  const threads = await app.community.comments.thread(filled.paperId, { sort: "best" });
  const people = await app.accounts.people.findMany(threads.flatMap(authorsOf));
  const plain = (thread: Thread): object => ({
    id: thread.id,
    author: people.get(thread.author)?.name ?? "somebody",
    at: thread.createdAt,
    html: thread.html,
    answers: thread.answers.map(plain),
  });
  const data = {
    count: COMMENTS,
    papers: papers.map((paper, index) => ({
      id: paper.id,
      title: paper.title,
      abstract: paper.abstract,
      category: paper.categories[0] ?? "",
      authors: paper.authors.map(({ name }) => name),
      organization: paper.organizations[0] ?? "",
      upvotes: paper.tally.upvotes,
      comments: paper.tally.comments,
      isVoted: index < 10,
      pdf: `https://arxiv.org/pdf/${paper.id}`,
    })),
    comments: threads.map(plain),
  };
  await writeFile(path, JSON.stringify(data));
}

type Thread = Awaited<ReturnType<App["community"]["comments"]["thread"]>>[number];
type Filled = Awaited<ReturnType<typeof fillSite>>;

function authorsOf(thread: Thread): Actor["account"]["id"][] {
  return [thread.author, ...thread.answers.flatMap(authorsOf)];
}

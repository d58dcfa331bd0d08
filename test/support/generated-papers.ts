/** Believable records of several fields, the same for the same seed; every word of them is ours. */
import type { PaperId, PaperWithTally } from "#papers";
import { addDays, type Day } from "#platform";
import type { PaperRecord, RecordAuthor } from "#sources";
import {
  type FieldWords,
  familyNames,
  fields,
  givenNames,
  institutions,
} from "./generated-words.ts";
import { createRandom, type Random } from "./random.ts";

/** `count` different records; a longer run begins with the shorter one. */
export function generateRecords(count: number, seed: number): PaperRecord[] {
  return recordsOf(seed).take(count).toArray();
}

/** Records without end, one at a time. Titles and ids never repeat. */
export function* recordsOf(seed: number): Generator<PaperRecord, undefined> {
  const random = createRandom(seed);
  const titles = new Set<string>();
  for (let index = 0; ; index += 1) {
    const field = random.pick(fields);
    const subject = drawSubject(field, random);
    let title = titleOf(subject, random);
    if (titles.has(title)) title = `${title}, Case ${index}`;
    titles.add(title);
    yield recordOf(index, title, { field, subject, random });
  }
}

/** Generated records as merged papers, each on the day it was announced. */
export function generatePapers(count: number, seed: number): PaperWithTally[] {
  return generateRecords(count, seed).map(({ source, sourceId, tallies, ...record }) => {
    const day = record.announcedOn!;
    return {
      ...record,
      id: (record.arxivId ?? `doi:${sourceId}`) as PaperId,
      abstract: record.abstract ?? "",
      authors: (record.authors ?? []).map((author) => ({ affiliations: [], ...author })),
      organizations: record.organizations ?? [],
      categories: record.categories ?? [],
      keywords: record.keywords ?? [],
      versions: record.versions ?? [],
      links: record.links ?? [],
      firstSeenOn: day,
      editionDay: day,
      sources: [source],
      tally: {
        counted: tallies?.upvotes ?? 0,
        upvotes: 0,
        comments: 0,
        citations: 0,
        stars: 0,
        ...tallies,
      },
    };
  });
}

interface Subject {
  readonly quality: string;
  readonly method: string;
  readonly thing: string;
  readonly setting: string;
}

interface Draft {
  readonly field: FieldWords;
  readonly subject: Subject;
  readonly random: Random;
}

function drawSubject(field: FieldWords, random: Random): Subject {
  return {
    quality: random.pick(field.qualities),
    method: random.pick(field.methods),
    thing: random.pick(field.things),
    setting: random.pick(field.settings),
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function titleOf({ quality, method, thing, setting }: Subject, random: Random): string {
  return random.pick([
    `${capital(quality)} ${thing} in ${setting}: a view through ${method}`,
    `${capital(method)} for ${quality} ${thing} in ${setting}`,
    `Towards ${quality} ${thing}: what ${method} can say about ${setting}`,
    `${capital(thing)} in ${setting}: ${quality} results from ${method}`,
    `From ${setting} to ${quality} ${thing}: a case for ${method}`,
  ]);
}

const FIRST_DAY = "2026-09-01" as Day;
const PAPERS_PER_DAY = 30;

function recordOf(index: number, title: string, draft: Draft): PaperRecord {
  const { field, random } = draft;
  const announcedOn = addDays(FIRST_DAY, Math.floor(index / PAPERS_PER_DAY) % 90);
  const isOnArxiv = random.chance(0.8);
  // arXiv numbers have five digits: a new month begins after 99,999 papers.
  const month = String(2001 + Math.floor(index / 99_999));
  const arxivId = `${month}.${String((index % 99_999) + 1).padStart(5, "0")}`;
  const doi = `10.5555/broadsheet.${index}`;
  const hasCode = random.chance(0.3);
  const codeUrl = `https://github.com/example-lab/project-${index}`;
  return {
    source: isOnArxiv ? "arxiv" : "jsonl",
    sourceId: isOnArxiv ? arxivId : doi,
    title,
    abstract: abstractOf(draft, hasCode ? codeUrl : undefined),
    authors: Array.from({ length: 1 + random.below(6) }, () => authorOf(random)),
    organizations: random.chance(0.4) ? [random.pick(institutions)] : [],
    categories: [random.pick(field.categories)],
    keywords: [draft.subject.method, draft.subject.thing],
    ...(random.chance(0.3) ? { venue: random.pick(field.venues) } : {}),
    ...(isOnArxiv ? { arxivId } : {}),
    ...(isOnArxiv && random.chance(0.7) ? {} : { doi }),
    submittedAt: `${addDays(announcedOn, -1 - random.below(3))}T${clockTime(random)}.000Z`,
    announcedOn,
    links: hasCode ? [{ kind: "code", url: codeUrl }] : [],
    tallies: {
      upvotes: random.chance(0.7) ? Math.floor(60 * random.next() ** 4) : 0,
      comments: random.chance(0.15) ? 1 + random.below(5) : 0,
    },
  };
}

function clockTime(random: Random): string {
  const part = (limit: number) => String(random.below(limit)).padStart(2, "0");
  return `${part(24)}:${part(60)}:${part(60)}`;
}

function authorOf(random: Random): RecordAuthor {
  const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`;
  return random.chance(0.3) ? { name, affiliations: [random.pick(institutions)] } : { name };
}

function abstractOf({ field, subject, random }: Draft, codeUrl?: string): string {
  const { quality, method, thing, setting } = subject;
  const other = drawSubject(field, random);
  const sentences = [
    random.pick([
      `Little is known about ${thing} in ${setting}, for want of good data.`,
      `What is known about ${thing} rests on few observations from ${setting}.`,
      `We ask what ${setting} can teach about ${quality} ${thing}.`,
    ]),
    random.pick([
      `Here we bring ${method} to the problem and compare it with ${other.method}.`,
      `Our approach joins ${method} with ideas first used for ${other.thing}.`,
      `We describe a ${quality} account that needs nothing but ${method}.`,
    ]),
    random.pick([
      `The estimate ${random.pick(field.formulas)} holds in ${random.pick(["every", "almost every", "a large"])} case we looked at.`,
      `In ${2 + random.below(40)} experiments the error falls by ${1 + random.below(60)}\\%.`,
      `The effect is strongest in ${other.setting}, with ${random.pick(field.formulas)}.`,
    ]),
    random.pick([
      `This explains earlier findings on ${other.thing}.`,
      `We close with open questions about ${other.quality} ${thing}.`,
      `The same reasoning applies to ${other.thing} in ${other.setting}.`,
    ]),
  ];
  if (codeUrl) sentences.push(`Code is available at ${codeUrl}.`);
  return sentences.join(" ");
}

import { addressesOf, authorsLine, keySentence, type PaperWithTally, texToText } from "#papers";
import type { PickReason } from "#picks";
import type { Summary } from "#summaries";
import type { IssuePaper } from "../digests.ts";
import { plainDay } from "./dateline.ts";

const AUTHORS = 3;
const TERMS = 3;
/** What is longer is cut at a word; no paper can fill a mail by itself. */
const most = {
  title: 300,
  authors: 200,
  label: 60,
  sentence: 280,
  summary: 400,
  model: 60,
  reason: 200,
} as const;

/** One paper of a mail; every text of it is plain. */
export interface MailPaper {
  readonly paperId: PaperWithTally["id"];
  readonly title: string;
  readonly authors: string;
  /** The sentence of the abstract that says most; may be empty. */
  readonly sentence: string;
  /** First keyword, else primary category; may be empty. */
  readonly label: string;
  /** Why it is brought, a sentence; may be empty. */
  readonly why: string;
  readonly summary?: { readonly text: string; readonly by: string };
  readonly upvotes: number;
  readonly comments: number;
  readonly url: string;
  readonly pdfUrl?: string;
  readonly codeUrl?: string;
}

/** A paper as a mail shows it: what it is now, with the counts and the reason of the issue. */
export function toMailPaper(
  paper: PaperWithTally,
  { reason, upvotes, comments }: IssuePaper,
  { siteUrl, summary }: { readonly siteUrl: string; readonly summary: Summary | undefined },
): MailPaper {
  const { pdf } = addressesOf(paper);
  const code = paper.links.find(({ kind, url }) => kind === "code" && /^https?:\/\//i.test(url));
  return {
    paperId: paper.id,
    title: plain(texToText(paper.title), most.title) || paper.id,
    authors: plain(authorsLine(paper, AUTHORS).replace(/ \+(\d+)$/, " and $1 more"), most.authors),
    sentence: sentenceOf(paper.abstract),
    label: labelOf(paper),
    why: whyOf(reason),
    ...(summary && { summary: summaryOf(summary) }),
    upvotes,
    comments,
    url: paperUrl(siteUrl, paper.id),
    ...(pdf && { pdfUrl: pdf }),
    ...(code && { codeUrl: new URL(code.url).href }),
  };
}

/** Sentences found lately: the papers of one day stand in the mails of many readers. */
const sentences = new Map<string, string>();
const MOST_SENTENCES = 2_000;

function sentenceOf(abstract: string): string {
  const known = sentences.get(abstract);
  if (known !== undefined) return known;
  if (sentences.size >= MOST_SENTENCES) sentences.clear();
  const sentence = plain(texToText(keySentence(abstract)), most.sentence);
  sentences.set(abstract, sentence);
  return sentence;
}

export function paperUrl(siteUrl: string, paperId: string): string {
  const path = paperId.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
  return `${siteUrl}/papers/${path}`;
}

function labelOf({ keywords, categories }: PaperWithTally): string {
  const keyword = texToText(keywords[0] ?? "");
  const label = keyword ? keyword.charAt(0).toUpperCase() + keyword.slice(1) : categories[0];
  return plain(label ?? "", most.label);
}

function whyOf({ text, terms }: PickReason): string {
  if (text === "") return "";
  const shared = terms.length > 0 ? `; shared words: ${terms.slice(0, TERMS).join(", ")}` : "";
  return `${plain(`${text}${shared}`, most.reason)}.`;
}

function summaryOf({ text, model, at }: Summary): { text: string; by: string } {
  return {
    text: plain(text, most.summary),
    by: `Summed up by ${plain(model, most.model)}, a language model, on ${plainDay(at)}.`,
  };
}

/** Marks that turn the direction of text, in a subject and of what stands after them. */
const DIRECTION_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

/** One line of text that can not turn its surroundings, cut at a word. */
export function plain(text: string, maxCharacters: number): string {
  return clip(text.replaceAll(DIRECTION_MARKS, "").replaceAll(/\s+/g, " ").trim(), maxCharacters);
}

function clip(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const cut = text.lastIndexOf(" ", maxCharacters - 1);
  return `${text.slice(0, cut > maxCharacters / 2 ? cut : maxCharacters - 1).toWellFormed()}…`;
}

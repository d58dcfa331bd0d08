import { parseArxivId } from "../arxiv/identifier.ts";
import type { Mapped } from "../format.ts";
import { isObject, type JsonObject, listOf } from "../json/json-reader.ts";
import type { RecordAuthor, RecordLink } from "../record.ts";
import {
  cleanLine,
  cleanList,
  cleanText,
  count,
  unlessEmpty,
  webAddress,
  withoutGaps,
} from "../text/clean.ts";
import { localId } from "../text/fingerprint.ts";
import { findDayIn, findInstant } from "../text/instants.ts";
import { keepOwnFields } from "./own-fields.ts";

/** Whether this is an item of a Daily Papers list, with the paper inside it. */
export function isDailyItem(value: JsonObject): boolean {
  return isObject(value.paper) && typeof value.paper.title === "string";
}

/** An item of a list (`{paper: {…}, numComments, …}`) or a paper alone (`{id, title, summary, …}`). */
export function mapDailyItem(value: JsonObject): Mapped {
  const item = isObject(value.paper) ? value : { paper: value };
  const paper = isObject(value.paper) ? value.paper : value;
  const title = cleanLine(paper.title) ?? cleanLine(value.title);
  if (!title) return 'The item has no "title".';
  // A number has lost the zeros at its end: 2503.02130 would be another paper.
  if (typeof paper.id === "number") return `The id of "${title.slice(0, 60)}" is not a string.`;
  const id = cleanLine(paper.id);
  const arxivId = parseArxivId(id ?? "")?.id;
  const organization = isObject(paper.organization) ? paper.organization : item.organization;
  return withoutGaps({
    source: "hugging-face",
    sourceId: arxivId ?? localId(id, title),
    title,
    abstract: cleanText(paper.summary) ?? cleanText(value.summary),
    authors: authorsOf(paper),
    organizations: isObject(organization) ? cleanList([nameOf(organization)]) : [],
    keywords: cleanList(listOf(paper.ai_keywords)),
    arxivId,
    submittedAt: findInstant(paper.publishedAt),
    featuredOn: findDayIn(paper.submittedOnDailyAt),
    links: linksOf(paper),
    tallies: unlessEmpty({
      upvotes: count(paper.upvotes),
      comments: count(value.numComments),
      stars: count(paper.githubStars),
    }),
    withdrawn: cleanText(paper.withdrawnAt) !== undefined || undefined,
    dailyPapers: keepOwnFields(item, paper),
  });
}

/** Hidden ones were taken off the page on purpose, and are kept in `dailyPapers` alone. */
function authorsOf(paper: JsonObject): RecordAuthor[] {
  const shown = listOf(paper.authors).filter(
    (author) => isObject(author) && author.hidden !== true,
  );
  return shown.flatMap((author) => {
    const name = cleanLine((author as JsonObject).name);
    return name === undefined ? [] : [{ name }];
  });
}

function nameOf(organization: JsonObject): unknown {
  return organization.fullname ?? organization.name;
}

function linksOf(paper: JsonObject): RecordLink[] {
  const code = webAddress(paper.githubRepo);
  const project = webAddress(paper.projectPage);
  return [
    ...(code ? [{ kind: "code" as const, url: code }] : []),
    ...(project ? [{ kind: "project" as const, url: project }] : []),
  ];
}

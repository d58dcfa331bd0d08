import type { PaperRecord, RecordAuthor } from "#sources";
import { familyKeyOf } from "../names/family-name.ts";
import type { Author } from "../paper.ts";
import { precedenceOf } from "./precedence.ts";

const CUT_SHORT = /(?:\.{3}|…)\s*$/;

/** What the first record that says anything about `key` says; records in order of trust. */
export function firstSaid<Key extends keyof PaperRecord>(
  records: readonly PaperRecord[],
  key: Key,
): PaperRecord[Key] | undefined {
  for (const record of records) {
    const value = record[key];
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** The longest abstract of the most trusted source that has a whole one; "" when none has any. */
export function chooseAbstract(records: readonly PaperRecord[]): string {
  const said = records.filter((record) => record.abstract);
  const whole = said.filter((record) => !CUT_SHORT.test(record.abstract ?? ""));
  const pool = whole.length > 0 ? whole : said;
  const best = Math.min(...pool.map((record) => precedenceOf(record.source)));
  let longest = "";
  for (const record of pool) {
    const abstract = record.abstract ?? "";
    if (precedenceOf(record.source) === best && abstract.length > longest.length)
      longest = abstract;
  }
  return longest;
}

/** The authors of the most trusted source that names any; others add affiliations and ORCIDs. */
export function chooseAuthors(records: readonly PaperRecord[]): Author[] {
  const lists = records.flatMap((record) => (record.authors?.length ? [record.authors] : []));
  const [best, ...others] = lists;
  if (!best) return [];
  return best.map((author, index) => {
    const others_ = others.flatMap((list) => sameAuthor(list, best, index) ?? []);
    return completeAuthor(author, others_);
  });
}

/** The author at the same place of an equally long list, when the family name agrees. */
function sameAuthor(
  list: readonly RecordAuthor[],
  best: readonly RecordAuthor[],
  index: number,
): RecordAuthor | undefined {
  const candidate = list[index];
  const author = best[index];
  if (!candidate || !author || list.length !== best.length) return undefined;
  return familyKeyOf(candidate.name) === familyKeyOf(author.name) ? candidate : undefined;
}

function completeAuthor(author: RecordAuthor, others: readonly RecordAuthor[]): Author {
  const all = [author, ...others];
  const orcid = all.find((one) => one.orcid)?.orcid;
  return {
    name: author.name,
    affiliations: all.find((one) => one.affiliations?.length)?.affiliations ?? [],
    ...(orcid && { orcid }),
  };
}

import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database } from "#platform";
import { dayNumber } from "../../engine/day-number.ts";
import { labelIn, slugIn } from "../../engine/list-values.ts";
import type { ListName } from "../../engine/segment.ts";
import { accentedTokens, analyseText, phraseTokens } from "../../query/analyse-query.ts";
import { clausesOf } from "../../query/clauses-of.ts";
import type { FilterClause, ParsedQuery } from "../../query/parsed-query.ts";
import type { SearchFilters } from "../../search.ts";
import type { Language } from "../../text/languages.ts";
import { type NameField, nameFields } from "../../text/terms.ts";
import { foreignLexeme, lexemesOfWord, nameLexeme, textLexeme } from "../lexemes.ts";

/** A condition on a row of `search_paper`. */
export type Condition = RawBuilder<SqlBool>;

/** What a paper must hold to: no conditions, all papers. */
export interface Selection {
  readonly conditions: readonly Condition[];
  /** The index over terms is there; without it texts are compared one by one. */
  readonly isIndexed: boolean;
}

/** What is known of the index. */
interface KnownIndex {
  readonly isIndexed: boolean;
  readonly languages: readonly Language[];
}

/** Values looked up at once; a name with more than this many bearers is too common to tell. */
const MOST_VALUES = 1_000;

/** What of a query papers must hold to. */
type Conditions = Pick<
  ParsedQuery,
  "phrases" | "excludedWords" | "excludedPhrases" | "filters" | "from" | "until"
>;

/** The conditions of a query and of the filters beside it. */
export async function selectPapers(
  database: Database,
  query: Conditions,
  filters: SearchFilters = {},
  known: KnownIndex,
): Promise<Selection> {
  const { isIndexed } = known;
  const clauses = [...query.filters, ...clausesOf(filters)];
  const conditions: Condition[] = [];
  for (const day of [query.from, filters.from]) {
    if (day) conditions.push(sql`day >= ${dayNumber(day)}`);
  }
  for (const day of [query.until, filters.until]) {
    if (day) conditions.push(sql`day <= ${dayNumber(day)}`);
  }
  for (const clause of clauses) {
    const found = await clauseCondition(database, clause, isIndexed);
    conditions.push(clause.isNegated ? sql`not (${found})` : found);
  }
  for (const phrase of query.phrases) conditions.push(phraseCondition(phrase, known));
  // What is left out selects nothing quickly: the texts of the others are looked at.
  const one = { ...known, isIndexed: false };
  for (const phrase of query.excludedPhrases) {
    conditions.push(sql`not (${phraseCondition(phrase, one)})`);
  }
  for (const word of query.excludedWords) {
    conditions.push(sql`not (${wordCondition(word, one)})`);
  }
  return { conditions, isIndexed };
}

/** `where …` with all conditions of the selection and those given. */
export function whereAll(selection: Selection, ...more: readonly Condition[]) {
  const all = [...selection.conditions, ...more];
  return all.length === 0 ? sql`` : sql`where ${sql.join(all, sql` and `)}`;
}

/** Papers that hold any of the lexemes of each group. */
export function holdsGroups(
  groups: readonly (readonly string[])[],
  { isIndexed }: Pick<Selection, "isIndexed">,
): Condition {
  if (groups.some((group) => group.length === 0)) return sql`false`;
  if (!isIndexed) {
    const each = groups.map((group) => holdsText(group));
    return sql`(${sql.join(each, sql` and `)})`;
  }
  const text = groups.map((group) => `(${group.join(" | ")})`).join(" & ");
  return sql`to_tsvector('simple', terms) @@ ${text}::tsquery`;
}

function holdsText(texts: readonly string[]): Condition {
  return sql`terms like any(${texts.map((text) => `% ${text} %`)}::text[])`;
}

async function clauseCondition(
  database: Database,
  { field, values }: FilterClause,
  isIndexed: boolean,
): Promise<Condition> {
  if (field === "has") return hasLabel(values.map((value) => `has:${value}`));
  const known = await knownSlugs(
    database,
    values.map((value) => slugIn(field, value)),
    field,
  );
  const either: Condition[] = [];
  for (const value of values) {
    const slug = slugIn(field, value);
    if (known.has(slug)) either.push(hasLabel([`${field}:${slug}`]));
    else if (field === "category") either.push(hasLabel([`below:${slug}`]));
    else either.push(await nameCondition(database, field, value, isIndexed));
  }
  return sql`(${sql.join(either, sql` or `)})`;
}

function hasLabel(labels: readonly string[]): Condition {
  return sql`labels && ${labels}::text[]`;
}

async function knownSlugs(database: Database, slugs: readonly string[], list: ListName) {
  const rows = await database.kysely
    .selectFrom("search_value")
    .select("slug")
    .where("list", "=", list)
    .where(database.isOneOf("slug", slugs))
    .execute();
  return new Set(rows.map(({ slug }) => slug));
}

/** Papers with a name that has all the words of `value`: `doe` finds Jane Doe. */
async function nameCondition(
  database: Database,
  field: NameField,
  value: string,
  isIndexed: boolean,
): Promise<Condition> {
  const tokens = phraseTokens(labelIn(field, value));
  if (tokens.length === 0) return sql`false`;
  const each = tokens.map((token) => [nameLexeme(field, token)]);
  const holdsEach = holdsGroups(each, { isIndexed });
  if (tokens.length === 1) return holdsEach;
  const { rows } = await sql<{ slug: string }>`select slug from search_value
    where list = ${field} and tokens @> ${tokens}::text[] limit ${MOST_VALUES + 1}`.execute(
    database.kysely,
  );
  if (rows.length > MOST_VALUES) return holdsEach;
  return rows.length === 0 ? sql`false` : hasLabel(rows.map(({ slug }) => `${field}:${slug}`));
}

/** Papers with these words side by side, in their text or in one name. */
function phraseCondition(phrase: string, { isIndexed, languages }: KnownIndex): Condition {
  const tokens = phraseTokens(phrase);
  if (tokens.length === 0) return sql`false`;
  const variants = [
    tokens.map(textLexeme),
    ...languages.map((language) =>
      accentedTokens(phrase).map((token) => foreignLexeme(language, token)),
    ),
    ...nameFields.map((field) => tokens.map((token) => nameLexeme(field, token))),
  ];
  const held = holdsText(variants.map((lexemes) => lexemes.join(" ")));
  if (!isIndexed) return held;
  // One query to the index over terms, so that no text is taken apart again for each of them.
  const words = variants.map((lexemes) => `(${lexemes.join(" & ")})`).join(" | ");
  return sql`(to_tsvector('simple', terms) @@ ${words}::tsquery and ${held})`;
}

/** A hyphenated word is the phrase it is. */
function wordCondition(word: string, known: KnownIndex): Condition {
  const { words } = analyseText(word);
  if (words.length > 1) return phraseCondition(word, known);
  const lexemes = words.flatMap((one) => lexemesOfWord(one, known.languages));
  return lexemes.length === 0 ? sql`false` : holdsText(lexemes);
}

/** Papers that hold any of the lexemes, and those given besides. */
export function holdsOrIs(
  lexemes: readonly string[],
  ids: readonly string[],
  selection: Pick<Selection, "isIndexed">,
): Condition {
  const isOne = isOneOf(ids);
  if (lexemes.length === 0) return isOne;
  const holds = holdsGroups([lexemes], selection);
  return ids.length === 0 ? holds : sql`(${holds} or ${isOne})`;
}

export function isOneOf(ids: readonly string[]): Condition {
  return sql`paper_id = any(${ids}::text[])`;
}

export function either(first: Condition, second: Condition): Condition {
  return sql`(${first} or ${second})`;
}

export function isNoneOf(ids: readonly string[]): Condition {
  return sql`paper_id <> all(${ids}::text[])`;
}

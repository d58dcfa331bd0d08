import type { DigestSettings, DigestWish, SubscriptionRequest } from "#digests";
import { type Cadence, cadences, type NamedSubject, type Subject, subjectKinds } from "#picks";
import { AppError } from "#platform";
import type { DigestFields } from "../../pages/digests/digest-form.ts";
import type { WebParts } from "../../parts.ts";
import type { WebContext } from "../../web-context.ts";
import { readForm } from "../forms.ts";

/** What a new form holds: the edition, each morning. */
export function blankFields({ site }: Pick<WebParts, "site">): DigestFields {
  return {
    email: "",
    kind: "edition",
    topic: "",
    category: "",
    author: "",
    target: "",
    interests: "",
    authors: "",
    cadence: "daily",
    weekday: "1",
    hour: "8",
    timeZone: site.timeZone,
    papers: "10",
    route: "mail",
  };
}

/** The fields of a digest as it is; a subject that no field spells is `given`. */
export function fieldsOf(digest: DigestSettings, blank: DigestFields): DigestFields {
  const { schedule, papers, route } = digest;
  return {
    ...blank,
    ...fieldsAsked(digest.subject),
    cadence: schedule.cadence,
    weekday: String(schedule.weekday),
    hour: String(schedule.hour),
    timeZone: schedule.timeZone,
    papers: String(papers),
    route,
  };
}

/** How a form spells a subject. */
export function fieldsAsked({ kind, target }: Subject): Partial<DigestFields> {
  switch (kind) {
    case "topic":
      return { kind, topic: target };
    case "category":
    case "field":
      return { kind: "category", category: target };
    case "edition":
    case "for-me":
    case "replies":
      return { kind };
    default:
      return { kind: "given", target };
  }
}

/** A subject with which somebody came from elsewhere, or which a digest has. */
export function isGiven({ kind }: Subject): boolean {
  return !["topic", "category", "field", "edition", "for-me", "replies"].includes(kind);
}

/** A form as it was sent. `kind=search&target=…` names a subject as well as the fields do. */
export async function readFields(
  context: WebContext,
  otherwise: DigestFields,
): Promise<{ readonly fields: DigestFields; readonly given: Subject | undefined }> {
  const read = await readForm(context);
  const names = Object.keys(otherwise) as (keyof DigestFields)[];
  const fields = Object.fromEntries(
    names.map((name) => [name, read(name) || otherwise[name]]),
  ) as unknown as DigestFields;
  const given = subjectOf(read("givenKind"), read("target"));
  return { fields, given };
}

/** @returns `undefined` where it names no subject. */
export function subjectOf(kind: string | undefined, target: string | undefined) {
  const known = subjectKinds.find((one) => one === kind);
  return known && { kind: known, target: (target ?? "").slice(0, 2_000) };
}

/** @throws AppError `invalid` when the fields name no subject. */
export function toWish(fields: DigestFields, given: Subject | undefined): DigestWish {
  const { cadence, weekday, hour, timeZone, papers, route } = fields;
  return {
    subject: wishedSubject(fields, given),
    schedule: {
      cadence: cadences.includes(cadence as Cadence) ? (cadence as Cadence) : "daily",
      weekday: whole(weekday),
      hour: whole(hour),
      timeZone,
    },
    papers: whole(papers),
    route: route === "feed" ? "feed" : "mail",
  };
}

function wishedSubject(fields: DigestFields, given: Subject | undefined): Subject {
  const { kind, topic, category, author, target } = fields;
  switch (kind) {
    case "given":
      if (given) return given;
      break;
    case "topic":
      return { kind, target: topic || target };
    case "category":
      return { kind: isField(category || target) ? "field" : kind, target: category || target };
    case "author":
      return { kind, target: author || target };
    default: {
      const named = subjectOf(kind, target);
      if (named) return named;
    }
  }
  throw new AppError("invalid", "Choose what to have brought.");
}

/** `cs` and `hep-th` are whole archives, `cs.CL` one category. */
function isField(text: string): boolean {
  return text !== "" && !text.includes(".");
}

/** −1 for what is no number, which nothing takes. */
function whole(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : -1;
}

/** What to begin with for a digest "for me". */
export function interestsOf({
  interests,
  authors,
}: DigestFields): SubscriptionRequest["interests"] {
  const linesOf = (text: string): string[] =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean)
      .slice(0, 50);
  return [
    ...linesOf(interests).map((target) => ({
      kind: /^[a-z-]+\.[A-Za-z-]+$/.test(target) ? ("category" as const) : ("topic" as const),
      target,
    })),
    ...linesOf(authors).map((name) => ({ kind: "author" as const, target: name })),
  ];
}

/** The name of a given subject, as far as it has one. */
export async function nameGiven(
  { picks }: Pick<WebParts, "picks">,
  given: Subject | undefined,
  context: WebContext,
): Promise<NamedSubject | undefined> {
  if (!given || !picks) return undefined;
  try {
    return await picks.name(given, context.get("viewer")?.account.id);
  } catch (error) {
    if (error instanceof AppError && ["invalid", "not_found"].includes(error.code))
      return undefined;
    throw error;
  }
}

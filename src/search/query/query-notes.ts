import type { QueryNote } from "../search.ts";

/** Notes shown of one query; a wall of them helps nobody. */
const MAX_NOTES = 5;
const MAX_SHOWN = 40;

const DATES = "a date is a year, a month or a day, such as 2024-05-17";
const AS_WORDS = "searched for as words";

export function unknownOperator(text: string, operator: string): QueryNote {
  const message = `“${shown(operator)}:” is not an operator; ${AS_WORDS}.`;
  return { text, kind: "unknown-operator", message };
}

/** `author: doe`: the value stands apart from its operator. */
export function missingValue(text: string, field: string): QueryNote {
  const message = `“${field}:” has nothing right behind it; write the value without a space, as in ${field}:${EXAMPLES[field] ?? "x"}.`;
  return { text, kind: "no-value", message };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  author: "doe",
  org: "mit",
  category: "cs.CL",
  venue: "cvpr",
  has: "code",
  from: "2024",
  to: "2024-06",
  like: "2401.01234",
  unlike: "2401.01234",
};

export function unknownValue(text: string, field: string, known: readonly string[]): QueryNote {
  const message = `“${shown(text)}”: ${field}: knows ${known.join(", ")}; ${AS_WORDS}.`;
  return { text, kind: "unknown-value", message };
}

export function notADate(text: string): QueryNote {
  return { text, kind: "no-date", message: `“${shown(text)}”: ${DATES}; ${AS_WORDS}.` };
}

export function excludedDate(text: string): QueryNote {
  const message = `“${shown(text)}”: a date can not be excluded; ${AS_WORDS}.`;
  return { text, kind: "no-date", message };
}

export function unclosedQuote(text: string): QueryNote {
  const message = "A quotation mark is not closed; its words are searched for one by one.";
  return { text, kind: "unclosed-quote", message };
}

export function unknownPaper(text: string): QueryNote {
  const message = `No paper here is called “${shown(text)}”; it is left out.`;
  return { text, kind: "unknown-paper", message };
}

export function encoderIsSilent(text: string): QueryNote {
  const message = "The encoder does not answer; these are the results without it.";
  return { text, kind: "encoder-silent", message };
}

/** Each message once, in the order they came. */
export function distinctNotes(notes: readonly QueryNote[]): QueryNote[] {
  const byMessage = new Map(notes.map((note) => [note.message, note]));
  return [...byMessage.values()].slice(0, MAX_NOTES);
}

function shown(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= MAX_SHOWN) return text;
  return `${characters.slice(0, MAX_SHOWN - 1).join("")}…`;
}

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#platform";
import { type TakenApart, takeApart } from "../score.ts";
import type { Span } from "../sentences.ts";

/** An abstract in which readers have marked what the idea is. */
export interface MarkedAbstract extends TakenApart {
  readonly id: string;
  /** Of each sentence: whether it holds more than half of a mark. */
  readonly holds: readonly boolean[];
  /** The same, or whether more than half of it is marked: a mark may span sentences. */
  readonly isIdea: readonly boolean[];
}

const FILE = "abstract_spans.jsonl";

/**
 * Reads `abstract_spans.jsonl`, lines of `{id, abstract, spans: [[start, end, label]]}` with
 * label problem, task, idea or result; abstracts without an idea are left out.
 *
 * @param place the file or its folder.
 * @throws AppError `not_found` when there is none, `invalid` for a line that is something else.
 */
export function readMarkedAbstracts(place: string): MarkedAbstract[] {
  const file = existsSync(place) && statSync(place).isDirectory() ? join(place, FILE) : place;
  if (!existsSync(file)) {
    throw new AppError("not_found", `There is no ${file}; docs/papers.md says what it holds`);
  }
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, at) => {
    const marked = line.trim() === "" ? undefined : readLine(line, `Line ${at + 1} of ${file}`);
    return marked ? [marked] : [];
  });
}

function readLine(line: string, name: string): MarkedAbstract | undefined {
  let value: { id?: unknown; abstract?: unknown; spans?: unknown };
  try {
    value = JSON.parse(line);
  } catch {
    throw new AppError("invalid", `${name} is no JSON`);
  }
  const { id, abstract, spans } = value;
  if (typeof id !== "string" || typeof abstract !== "string" || !Array.isArray(spans)) {
    throw new AppError("invalid", `${name} lacks "id", "abstract" or "spans"`);
  }
  const ideas: Span[] = spans.flatMap(([start, end, label]) =>
    label === "idea" ? [{ start, end }] : [],
  );
  if (id === "" || ideas.length === 0) return undefined;
  const apart = takeApart(abstract);
  const isMarked = (sentence: Span, isEnough: (shared: number, idea: Span) => boolean) =>
    ideas.some((idea) => isEnough(sharedLength(sentence, idea), idea));
  const halfOfMark = (shared: number, idea: Span) => shared > lengthOf(idea) / 2;
  const holds = apart.spans.map((sentence) => isMarked(sentence, halfOfMark));
  const isIdea = apart.spans.map(
    (sentence, at) => holds[at]! || isMarked(sentence, (shared) => shared > lengthOf(sentence) / 2),
  );
  return { ...apart, id, holds, isIdea };
}

const lengthOf = ({ start, end }: Span): number => end - start;
const sharedLength = (one: Span, other: Span): number =>
  Math.min(one.end, other.end) - Math.max(one.start, other.start);

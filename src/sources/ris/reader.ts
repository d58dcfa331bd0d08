import { type CreateReader, type Emit, MAX_RECORD_LENGTH, toReading } from "../format.ts";
import { createLineSplitter } from "../text/lines.ts";
import { mapRisRecord } from "./map-record.ts";

/** Values by tag, in the order of the file. */
type RisRecord = Map<string, string[]>;

const TAGGED = /^([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*))?$/;

interface State {
  readonly emit: Emit;
  record: RisRecord | undefined;
  line: number;
  length: number;
  lastTag: string;
}

/** RIS files: `TY  - …` to `ER  -`, one tag per line, a line without one goes on. */
export const createRisReader: CreateReader = (emit) => {
  const state: State = { emit, record: undefined, line: 0, length: 0, lastTag: "" };
  const lines = createLineSplitter({
    onLine: (text, line) => takeLine(state, text, line),
    onTooLong: (line) => emit({ kind: "refused", line, reason: "The line is longer than 16 MB." }),
  });
  return {
    push: lines.push,
    line: lines.line,
    end(isComplete) {
      if (!isComplete) return;
      lines.end();
      const reason = "The record breaks off before its ER line.";
      if (state.record) emit({ kind: "refused", line: state.line, reason });
    },
  };
};

function takeLine(state: State, text: string, line: number): void {
  const match = TAGGED.exec(text);
  const [, tag, value = ""] = match ?? [];
  if (tag === "TY") start(state, value, line);
  else if (tag === "ER") finish(state);
  else if (state.record) hold(state, tag, tag === undefined ? text : value);
  else if (tag !== undefined) {
    state.emit({ kind: "refused", line, reason: `${tag} stands outside of a record (TY to ER).` });
  }
}

/** Some programs write no ER line between records. */
function start(state: State, type: string, line: number): void {
  finish(state);
  state.record = new Map([["TY", [type.trim()]]]);
  state.line = line;
  state.length = 0;
  state.lastTag = "TY";
}

function finish(state: State): void {
  if (state.record) state.emit(toReading(state.line, mapRisRecord(state.record)));
  state.record = undefined;
}

function hold(state: State, tag: string | undefined, value: string): void {
  const { record } = state;
  state.length += value.length;
  if (!record || value.trim() === "") return;
  if (state.length > MAX_RECORD_LENGTH) {
    state.emit({ kind: "refused", line: state.line, reason: "The record is longer than 16 MB." });
    state.record = undefined;
    return;
  }
  const values = record.get(tag ?? state.lastTag) ?? [];
  if (tag === undefined) values.push(`${values.pop() ?? ""}\n${value}`);
  else values.push(value.trim());
  state.lastTag = tag ?? state.lastTag;
  record.set(state.lastTag, values);
}

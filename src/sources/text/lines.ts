import { MAX_RECORD_LENGTH } from "../format.ts";

export interface LineSplitter {
  push(text: string): void;
  /** Hands over the last line when no line break ends it. */
  end(): void;
  /** Number of the line that comes next, from 1. */
  line(): number;
}

export interface LineEvents {
  readonly onLine: (line: string, number: number) => void;
  readonly onTooLong: (number: number) => void;
}

interface State {
  readonly events: LineEvents;
  number: number;
  pieces: string[];
  length: number;
  endsInReturn: boolean;
}

/** Cuts text into lines (`\n`, `\r\n`, `\r`) without holding more than one of them. */
export function createLineSplitter(events: LineEvents): LineSplitter {
  const state: State = { events, number: 1, pieces: [], length: 0, endsInReturn: false };
  return {
    push: (text) => push(state, text),
    end() {
      if (state.length > 0) finish(state);
    },
    line: () => state.number,
  };
}

function push(state: State, text: string): void {
  let start = state.endsInReturn && text.startsWith("\n") ? 1 : 0;
  if (text !== "") state.endsInReturn = text.endsWith("\r");
  const hasReturns = text.includes("\r");
  for (;;) {
    const newline = text.indexOf("\n", start);
    const [end, next] = hasReturns ? lineBreak(text, start, newline) : [newline, newline + 1];
    if (end < 0) break;
    hold(state, text.slice(start, end));
    finish(state);
    start = next;
  }
  if (start < text.length) hold(state, text.slice(start));
}

/** Where the line ends and where the next begins, when returns may end lines too. */
function lineBreak(text: string, start: number, newline: number): [number, number] {
  const carriage = text.indexOf("\r", start);
  if (carriage < 0 || (newline >= 0 && newline < carriage)) return [newline, newline + 1];
  return [carriage, text[carriage + 1] === "\n" ? carriage + 2 : carriage + 1];
}

function hold(state: State, piece: string): void {
  state.length += piece.length;
  if (state.length <= MAX_RECORD_LENGTH) state.pieces.push(piece);
  else state.pieces = [];
}

function finish(state: State): void {
  const { events, number, pieces } = state;
  if (state.length > MAX_RECORD_LENGTH) events.onTooLong(number);
  else events.onLine(pieces.length === 1 ? (pieces[0] ?? "") : pieces.join(""), number);
  state.pieces = [];
  state.length = 0;
  state.number = number + 1;
}

import { MAX_DEPTH, MAX_RECORD_LENGTH } from "../format.ts";

/** Names under which an object at the top holds its list of papers. */
const LIST_NAMES = new Set(["dailyPapers", "searchResults", "papers", "items", "results"]);
const LONGEST_LIST_NAME = 32;

export interface JsonSplitter {
  push(text: string): void;
  /** Whether the text ended where a document may end. */
  end(): boolean;
  line(): number;
}

export interface JsonEvents {
  readonly onItem: (text: string, line: number) => void;
  readonly onRefused: (line: number, reason: string) => void;
}

interface Item {
  readonly line: number;
  readonly pieces: string[];
  length: number;
  fault?: string;
}

interface State {
  readonly events: JsonEvents;
  line: number;
  depth: number;
  /** Depth at which items stand; 0 while no list is open. */
  listDepth: number;
  item: Item | undefined;
  /** Where the text of the item that is not yet held begins in this piece. */
  start: number;
  inString: boolean;
  isEscaped: boolean;
  /** The last string met at depth 1: the name of the value that follows. */
  name: string;
}

const code = (character: string) => character.charCodeAt(0);
const QUOTE = code('"');
const BACKSLASH = code("\\");
const NEWLINE = code("\n");
const COMMA = code(",");
const OPEN_LIST = code("[");
const CLOSE_LIST = code("]");
const OPEN_OBJECT = code("{");
const CLOSE_OBJECT = code("}");
const SPACE = code(" ");

/**
 * Finds the items of a JSON document without holding more than one of them: the elements of a
 * list at the top, of the list named in an object at the top (`{"dailyPapers": [...]}`), or the
 * object at the top itself. Items are handed over as text, unparsed.
 */
export function createJsonSplitter(events: JsonEvents): JsonSplitter {
  const state: State = {
    events,
    line: 1,
    depth: 0,
    listDepth: 0,
    item: undefined,
    start: 0,
    inString: false,
    isEscaped: false,
    name: "",
  };
  return {
    push: (text) => push(state, text),
    end() {
      const isWhole = state.depth === 0 && !state.inString;
      if (state.depth === 0) finishItem(state, "");
      state.item = undefined;
      return isWhole;
    },
    line: () => state.line,
  };
}

function push(state: State, text: string): void {
  state.start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === NEWLINE) state.line += 1;
    if (state.inString) passString(state, character);
    else passStructure(state, character, text, at);
  }
  if (state.item) hold(state.item, text.slice(state.start));
}

function passString(state: State, character: number): void {
  if (state.isEscaped) state.isEscaped = false;
  else if (character === BACKSLASH) state.isEscaped = true;
  // No JSON string holds a line break: a lost quote costs one record, not the rest.
  else if (character === QUOTE || character === NEWLINE) state.inString = false;
  else if (state.depth === 1 && state.name.length < LONGEST_LIST_NAME) {
    state.name += String.fromCharCode(character);
  }
}

function passStructure(state: State, character: number, text: string, at: number): void {
  const stands = state.depth === state.listDepth;
  if (character === COMMA) {
    if (stands) finishItem(state, text.slice(state.start, at));
    return;
  }
  if (character <= SPACE) return;
  if (character === CLOSE_LIST || character === CLOSE_OBJECT) {
    close(state, text, at);
    return;
  }
  const isList = character === OPEN_LIST;
  if (isList && !state.item && state.depth === 0) {
    state.listDepth = 1;
  } else if (isList && state.depth === 1 && state.listDepth === 0 && LIST_NAMES.has(state.name)) {
    // The object around the list is no record: what was held of it is let go.
    state.listDepth = 2;
    state.item = undefined;
  } else if (stands && !state.item) {
    state.item = { line: state.line, pieces: [], length: 0 };
    state.start = at;
  }
  if (character === QUOTE) {
    state.inString = true;
    if (state.depth === 1) state.name = "";
  } else if (isList || character === OPEN_OBJECT) descend(state);
}

function descend(state: State): void {
  state.depth += 1;
  if (state.depth > MAX_DEPTH && state.item) {
    spoil(state.item, `is nested more than ${MAX_DEPTH} deep`);
  }
}

function close(state: State, text: string, at: number): void {
  state.depth = Math.max(0, state.depth - 1);
  if (state.depth === state.listDepth) finishItem(state, text.slice(state.start, at + 1));
  if (state.depth >= state.listDepth) return;
  // A bare word or number at the end of a list is an item too.
  finishItem(state, text.slice(state.start, at));
  state.listDepth = 0;
}

function hold(item: Item, piece: string): void {
  item.length += piece.length;
  if (item.length > MAX_RECORD_LENGTH) spoil(item, "is longer than 16 MB");
  if (item.fault === undefined) item.pieces.push(piece);
}

function spoil(item: Item, fault: string): void {
  item.fault ??= fault;
  item.pieces.length = 0;
}

function finishItem(state: State, lastPiece: string): void {
  const { item, events } = state;
  if (!item) return;
  state.item = undefined;
  hold(item, lastPiece);
  if (item.fault) events.onRefused(item.line, `The record ${item.fault}.`);
  else events.onItem(item.pieces.join("").trim(), item.line);
}

import { SaxesParser, type SaxesTagNS } from "saxes";
import {
  type Emit,
  MAX_DEPTH,
  MAX_RECORD_LENGTH,
  type Mapped,
  type TextReader,
  toReading,
} from "../format.ts";
import { NAMED_CHARACTERS } from "../text/html.ts";
import { createAmpersandFilter } from "./bare-ampersands.ts";
import type { XmlElement } from "./element.ts";
import { knownName } from "./namespaces.ts";

export interface XmlShape {
  /** Names that the outermost element may have. */
  readonly roots: readonly string[];
  /** Names of the elements that each hold one record. */
  readonly records: readonly string[];
  /** `undefined` passes over the record. */
  readonly map: (record: XmlElement) => Mapped | undefined;
  /** Other elements that carry word for the reader, such as `error`; the reason, if it is one. */
  readonly notices?: Readonly<Record<string, (element: XmlElement) => string>>;
}

interface OpenRecord {
  readonly line: number;
  readonly start: number;
  readonly elements: XmlElement[];
  fault?: string;
}

type Parser = SaxesParser<{ xmlns: true; position: true }>;

interface State {
  readonly shape: XmlShape;
  readonly emit: Emit;
  readonly ampersands: ReturnType<typeof createAmpersandFilter>;
  parser: Parser;
  /** Lines before the part that the present parser reads. */
  linesBefore: number;
  /** Length of what the present parser has read. */
  read: number;
  root: SaxesTagNS | undefined;
  record: OpenRecord | undefined;
  depth: number;
  /** Position of the last tag: text that runs on for too long after it is refused. */
  lastTagAt: number;
  /** Whether a fault was told of since the last record began: what follows is its echo. */
  isInFault: boolean;
  restarts: number;
  hasBegun: boolean;
  isDone: boolean;
}

/** Thrown through the parser to end its work: it has lost its place, or the document is refused. */
const lostPlace = new Error("the parser is to stop");
/** Times of that after which the document is given up. */
const MAX_RESTARTS = 1000;

/**
 * Reads an XML document record by record, holding one record at a time. Refuses a DOCTYPE (so
 * there are no entities to expand), nesting deeper than 100 and records longer than 16 MB. What is
 * not well-formed costs the record it stands in.
 */
export function createXmlReader(shape: XmlShape, emit: Emit): TextReader {
  const state: State = {
    shape,
    emit,
    ampersands: createAmpersandFilter(),
    parser: new SaxesParser({ xmlns: true, position: true }),
    linesBefore: 0,
    read: 0,
    root: undefined,
    record: undefined,
    depth: 0,
    lastTagAt: 0,
    isInFault: false,
    restarts: 0,
    hasBegun: false,
    isDone: false,
  };
  listen(state);
  return {
    push: (text) => push(state, state.ampersands.push(withoutLead(state, text))),
    end: (isComplete) => end(state, isComplete),
    line: () => line(state),
  };
}

function listen(state: State): void {
  const { parser } = state;
  Object.assign(parser.ENTITIES, NAMED_CHARACTERS);
  parser.on("doctype", () => giveUp(state, "The document has a DOCTYPE, which is not read."));
  parser.on("opentag", (tag) => openTag(state, tag));
  parser.on("closetag", () => closeTag(state));
  parser.on("text", (text) => addText(state, text));
  parser.on("cdata", (text) => addText(state, text));
  parser.on("error", (error) => noteFault(state, error.message));
}

function line(state: State): number {
  return state.linesBefore + state.parser.line;
}

/** Many a feed has blank lines before its XML declaration, where the standard allows none. */
function withoutLead(state: State, text: string): string {
  if (state.hasBegun) return text;
  const kept = text.trimStart();
  const lead = text.slice(0, text.length - kept.length);
  state.linesBefore += lead.match(/\n/g)?.length ?? 0;
  state.hasBegun = kept !== "";
  return kept;
}

function push(state: State, text: string): void {
  let rest = text;
  while (!state.isDone && rest !== "") {
    const { length } = rest;
    try {
      state.parser.write(rest);
      state.read += length;
      rest = "";
    } catch (error) {
      if (error !== lostPlace) throw error;
      if (state.isDone) return;
      rest = rest.slice(Math.max(1, state.parser.position - state.read));
      restart(state);
    }
  }
  const since = state.record?.start ?? state.lastTagAt;
  if (state.parser.position - since > MAX_RECORD_LENGTH) {
    giveUp(state, "The document holds a record or a text longer than 16 MB.");
  }
}

/** Begins anew within the root element, so that one stray end tag does not cost the rest. */
function restart(state: State): void {
  const { root } = state;
  state.restarts += 1;
  state.linesBefore += state.parser.line - 1;
  state.parser = new SaxesParser({ xmlns: true, position: true });
  Object.assign(state, { read: 0, depth: 0, lastTagAt: 0, record: undefined });
  listen(state);
  if (!root || state.restarts > MAX_RESTARTS) {
    giveUp(state, "The XML is broken: its end tags do not pair.");
    return;
  }
  const namespaces = Object.entries(root.ns).map(([prefix, uri]) => {
    const name = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
    return ` ${name}="${uri.replace(/[&<"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`;
  });
  const start = `<${root.name}${namespaces.join("")}>`;
  state.parser.write(start);
  state.read = start.length;
}

function end(state: State, isComplete: boolean): void {
  if (!isComplete) return;
  push(state, state.ampersands.end());
  if (state.isDone) return;
  if (!state.root) giveUp(state, "The file holds no XML element.");
  else if (state.depth > 0) giveUp(state, "The XML document breaks off before its end.");
}

function openTag(state: State, tag: SaxesTagNS): void {
  // Nothing more is worth the parser's work, which grows with the depth.
  if (state.isDone) throw lostPlace;
  const name = knownName(tag);
  state.depth += 1;
  state.lastTagAt = state.parser.position;
  if (!state.root && !state.shape.roots.includes(name)) {
    const expected = state.shape.roots.map((root) => `<${root}>`).join(" or ");
    giveUp(state, `The document begins with <${name}> instead of ${expected}.`);
    return;
  }
  state.root ??= tag;
  if (state.depth > MAX_DEPTH) {
    giveUp(state, `The document nests deeper than ${MAX_DEPTH} elements.`);
    return;
  }
  const isRecord = state.shape.records.includes(name);
  const isNotice = !state.record && state.shape.notices?.[name] !== undefined;
  if (isRecord || isNotice) startRecord(state);
  const { record } = state;
  if (!record) return;
  const element = { name, attributes: attributesOf(tag), text: "", children: [] };
  record.elements.at(-1)?.children.push(element);
  record.elements.push(element);
}

/** A record that begins inside another shows that the other was never closed. */
function startRecord(state: State): void {
  const { record } = state;
  if (record) state.emit(toReading(record.line, record.fault ?? "The record is never closed."));
  state.isInFault = false;
  state.record = { line: line(state), start: state.parser.position, elements: [] };
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, attribute] of Object.entries(tag.attributes))
    attributes[name] = attribute.value;
  return attributes;
}

function addText(state: State, text: string): void {
  const element = state.record?.elements.at(-1);
  if (element) element.text += text;
}

function closeTag(state: State): void {
  state.depth -= 1;
  state.lastTagAt = state.parser.position;
  const { record } = state;
  const element = record?.elements.pop();
  if (state.isDone || !record || !element) return;
  const parent = record.elements.at(-1);
  if (parent) {
    parent.text += element.text;
    return;
  }
  state.record = undefined;
  state.isInFault = record.fault !== undefined;
  const notice = state.shape.notices?.[element.name];
  const map = notice ?? state.shape.map;
  const mapped = record.fault ?? map(element);
  if (mapped !== undefined) state.emit(toReading(record.line, mapped));
}

function noteFault(state: State, message: string): void {
  if (state.isDone || message.includes("unbound namespace prefix")) return;
  const fault = `The XML is broken: ${message.replace(/^\S*?\d+:\d+: /, "")}`;
  if (message.includes("doctype")) giveUp(state, "The document has a DOCTYPE, which is not read.");
  else if (state.record) state.record.fault ??= fault;
  else if (!state.root) giveUp(state, fault);
  // Said of each element that a wrong end tag closes besides its own.
  else if (message.includes("unexpected close tag")) return;
  else if (!state.isInFault) {
    state.isInFault = true;
    state.emit({ kind: "refused", line: line(state), reason: fault });
  }
  if (!state.isDone && message.includes("unmatched closing tag")) throw lostPlace;
}

function giveUp(state: State, reason: string): void {
  if (state.isDone) return;
  state.isDone = true;
  state.emit({ kind: "refused", line: line(state), reason, isFatal: true });
}

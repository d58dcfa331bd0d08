import { stemWord } from "../text/stem.ts";
import { forEachWord } from "./words.ts";

/** Marks a form that only continues a word, as in "##ing". */
export const CONTINUATION = "##";
/** Longer stretches of letters are cut, so that no input makes the search quadratic. */
const MAX_PIECE_LENGTH = 32;
const START_SEED = 0x811c9dc5;
const CONTINUATION_SEED = 0x1b873593;

/** Splits folded text into entries of a fixed list. */
export interface Vocabulary {
  /** Calls `visit` with the entry numbers of the text, in order. */
  forEachToken(foldedText: string, visit: (entry: number) => void): void;
}

/**
 * Each entry lists, parted by spaces, the forms that mean it. A listed word is its entry;
 * so is a word whose stem is listed; any other is cut greedily into the longest listed
 * pieces, and letters that no piece covers are left out.
 */
export function createVocabulary(entries: readonly string[]): Vocabulary {
  const table = createFormTable(entries);

  function visitWord(text: string, start: number, end: number, visit: (entry: number) => void) {
    const whole = table.find(text, start, end);
    if (whole >= 0) return visit(whole);
    const stem = stemWord(text.slice(start, end));
    const stemmed = table.find(stem, 0, stem.length);
    if (stemmed >= 0) return visit(stemmed);
    let from = 0;
    while (from < stem.length) {
      const length = table.longestMatch(stem, from);
      if (length > 0) visit(table.matched());
      from += Math.max(1, length);
    }
  }

  return {
    forEachToken(text, visit) {
      forEachWord(text, (start, end) => visitWord(text, start, end, visit));
    },
  };
}

interface FormTable {
  /** Entry of the word at `start`..`end`; -1 when it is not listed. */
  find(text: string, start: number, end: number): number;
  /** Length of the longest listed piece at `from`, 0 when there is none. */
  longestMatch(word: string, from: number): number;
  /** Entry of the piece that `longestMatch` found last. */
  matched(): number;
}

/** Open addressing over FNV-1a hashes, which grow letter by letter as the text is read. */
function createFormTable(entries: readonly string[]): FormTable {
  const forms = listForms(entries);
  const capacity = 1 << (32 - Math.clz32(Math.max(16, forms.bodies.length * 2)));
  const mask = capacity - 1;
  const slots = new Int32Array(capacity).fill(-1);
  const hashes = new Int32Array(forms.bodies.length);
  forms.bodies.forEach((body, form) => {
    let hash = forms.isContinuation[form] === 1 ? CONTINUATION_SEED : START_SEED;
    for (let at = 0; at < body.length; at += 1) hash = extend(hash, body.charCodeAt(at));
    hashes[form] = hash;
    let slot = spread(hash) & mask;
    while (slots[slot]! >= 0) slot = (slot + 1) & mask;
    slots[slot] = form;
  });
  let lastMatched = -1;

  /** The form with this hash that is spelt like `text` from `from` to `to`; -1 for none. */
  function lookUp(hash: number, text: string, from: number, to: number): number {
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const form = slots[slot]!;
      if (form < 0) return -1;
      const body = forms.bodies[form]!;
      if (hashes[form] === hash && body.length === to - from && text.startsWith(body, from)) {
        return form;
      }
    }
  }

  return {
    find(text, start, end) {
      let hash = START_SEED;
      for (let at = start; at < end; at += 1) hash = extend(hash, text.charCodeAt(at));
      const form = lookUp(hash, text, start, end);
      return form < 0 ? -1 : forms.entryOf[form]!;
    },
    longestMatch(word, from) {
      const limit = Math.min(word.length, from + MAX_PIECE_LENGTH);
      let hash = from > 0 ? CONTINUATION_SEED : START_SEED;
      let length = 0;
      for (let at = from; at < limit; at += 1) {
        hash = extend(hash, word.charCodeAt(at));
        const form = lookUp(hash, word, from, at + 1);
        if (form < 0) continue;
        length = at + 1 - from;
        lastMatched = forms.entryOf[form]!;
      }
      return length;
    },
    matched: () => lastMatched,
  };
}

function listForms(entries: readonly string[]) {
  const bodies: string[] = [];
  const entryOf: number[] = [];
  const isContinuation: number[] = [];
  entries.forEach((entry, number) => {
    for (const form of entry.split(" ")) {
      const continues = form.startsWith(CONTINUATION);
      bodies.push(continues ? form.slice(CONTINUATION.length) : form);
      entryOf.push(number);
      isContinuation.push(Number(continues));
    }
  });
  return { bodies, entryOf, isContinuation };
}

const extend = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193);
const spread = (hash: number) => (hash ^ (hash >>> 15)) >>> 0;

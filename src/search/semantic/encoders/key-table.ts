/** Length of a key; a digest, so that any part of it is as good as random. */
export const KEY_BYTES = 16;
const KEY_WORDS = KEY_BYTES / 4;

/** Numbers by keys of 16 bytes, without an object for each: a million take 24 MB. */
export interface KeyTable {
  readonly size: number;
  /** The number last set for the key, or −1. */
  get(key: Uint8Array): number;
  set(key: Uint8Array, value: number): void;
  forget(key: Uint8Array): void;
}

const FORGOTTEN = 0xffffffff;

export function createKeyTable(): KeyTable {
  const words = new Uint32Array(KEY_WORDS);
  let keys = new Uint32Array(1024 * KEY_WORDS);
  let values = new Uint32Array(1024);
  let slots = new Uint32Array(4096);
  let size = 0;
  const isAt = (entry: number) => words.every((word, at) => keys[entry * KEY_WORDS + at] === word);
  /** Slot of the key in `words`, or the free one where it belongs. */
  const slotOf = () => {
    let slot = ((words[0]! ^ words[KEY_WORDS - 1]!) >>> 0) & (slots.length - 1);
    while (slots[slot] !== 0 && !isAt(slots[slot]! - 1)) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const grow = () => {
    keys = doubled(keys);
    values = doubled(values);
    slots = new Uint32Array(slots.length * 2);
    for (let entry = 0; entry < size; entry++) {
      words.set(keys.subarray(entry * KEY_WORDS, (entry + 1) * KEY_WORDS));
      slots[slotOf()] = entry + 1;
    }
  };
  const get = (key: Uint8Array): number => {
    readWords(key, words);
    const entry = slots[slotOf()]!;
    const value = entry === 0 ? FORGOTTEN : values[entry - 1]!;
    return value === FORGOTTEN ? -1 : value;
  };
  const set = (key: Uint8Array, value: number): void => {
    if (size === values.length) grow();
    readWords(key, words);
    const slot = slotOf();
    if (slots[slot] === 0) {
      keys.set(words, size * KEY_WORDS);
      size += 1;
      slots[slot] = size;
    }
    values[slots[slot]! - 1] = value;
  };
  return {
    get size() {
      return size;
    },
    get,
    set,
    forget: (key) => {
      if (get(key) >= 0) set(key, FORGOTTEN);
    },
  };
}

function readWords(key: Uint8Array, words: Uint32Array): void {
  for (let at = 0; at < words.length; at++) {
    const [a, b, c, d] = key.subarray(at * 4, at * 4 + 4);
    words[at] = a! | (b! << 8) | (c! << 16) | (d! << 24);
  }
}

function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}

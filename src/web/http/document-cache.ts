import type { Document } from "./document.ts";

/** Bytes of unpacked bodies kept; packed copies add about a quarter. */
const LIMIT_BYTES = 32 * 1024 * 1024;
/** A kept page is at most this old even when no paper has changed: votes and closings show. */
const FRESH_MS = 1_000;

interface Entry {
  readonly version: string;
  readonly madeAtMs: number;
  readonly document: Promise<Document>;
  bytes: number;
}

export interface DocumentCache {
  /** The document kept under `key` if it is of this version, else what `make` gives. */
  get(key: string, version: string, make: () => Promise<Document>): Promise<Document>;
}

/** Keeps the pages asked for most recently; readers who ask at once wait for one rendering. */
export function createDocumentCache(limitBytes: number = LIMIT_BYTES): DocumentCache {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  const keep = (key: string, entry: Entry, document: Document): void => {
    if (entries.get(key) !== entry) return;
    entry.bytes = document.body.length;
    bytes += entry.bytes;
    for (const oldest of entries.keys()) {
      if (bytes <= limitBytes) break;
      drop(oldest);
    }
  };
  return {
    async get(key, version, make) {
      const known = entries.get(key);
      if (known && known.version === version && performance.now() - known.madeAtMs < FRESH_MS) {
        entries.delete(key);
        entries.set(key, known);
        return known.document;
      }
      drop(key);
      const entry: Entry = { version, madeAtMs: performance.now(), document: make(), bytes: 0 };
      entries.set(key, entry);
      try {
        const document = await entry.document;
        keep(key, entry, document);
        return document;
      } catch (error) {
        if (entries.get(key) === entry) drop(key);
        throw error;
      }
    },
  };
}

import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createId } from "#platform";

/** What a data folder knows of the mail that left from it. */
export interface Marker {
  readonly id: string;
  /** Messages that have left, as far as they were counted. */
  readonly sent: number;
  /** Tells this very file from a copy of it. */
  readonly place: string;
}

export interface MarkerFile {
  read(): Marker | undefined;
  /** A new one, known by its place from then on. */
  make(sent: number): Marker;
  write(marker: Marker, sent: number): void;
}

/**
 * The file `mail-marker` of the data folder. It is written in place, so that it stays the same
 * file; one that was copied or unpacked is another, with the same words.
 */
export function openMarkerFile(dataDir: string): MarkerFile {
  const file = join(dataDir, "mail-marker");
  const placeOf = () => {
    const { ino, dev } = statSync(file, { bigint: true });
    return `${dev}:${ino}`;
  };
  return {
    read() {
      try {
        const [id = "", sent = ""] = readFileSync(file, "utf8").trim().split(" ");
        return id && /^\d+$/.test(sent) ? { id, sent: Number(sent), place: placeOf() } : undefined;
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
    },
    make(sent) {
      mkdirSync(dataDir, { recursive: true });
      const id = createId();
      const draft = `${file}.new`;
      writeFileSync(draft, `${id} ${sent}\n`, { mode: 0o600 });
      renameSync(draft, file);
      return { id, sent, place: placeOf() };
    },
    // As long as before or longer, so that no moment shows half of it.
    write: ({ id }, sent) => writeFileSync(file, `${id} ${sent}\n`, { flag: "r+" }),
  };
}

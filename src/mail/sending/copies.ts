import type { Marker, MarkerFile } from "./marker.ts";
import type { StateStore } from "./store.ts";

const PREFIX = "folder ";

/** What the database knows of a data folder. */
interface KnownFolder {
  readonly sent: number;
  readonly place: string;
}

export interface Copies {
  /** Why this is not where mail was last sent from; `undefined` when it is. */
  suspect(): Promise<string | undefined>;
  /** Whoever runs the site says that this is the one. */
  accept(): Promise<void>;
  count(messages: number): Promise<void>;
}

/**
 * Recognises a restored backup or a copy: the database and the data folder each keep how many
 * messages have left, and the database keeps which file the folder keeps it in.
 */
export function createCopies(store: StateStore, file: MarkerFile): Copies {
  const known = async (): Promise<Map<string, KnownFolder>> => {
    const rows = await store.list(PREFIX);
    return new Map([...rows].map(([name, value]) => [name.slice(PREFIX.length), toFolder(value)]));
  };
  const keep = ({ id, place }: Marker, sent: number) =>
    store.set(`${PREFIX}${id}`, `${sent} ${place}`);
  const start = async (sent: number) => {
    const marker = file.make(sent);
    await keep(marker, sent);
    return marker;
  };
  const suspect = async () => {
    const marker = file.read();
    const folders = await known();
    if (!marker) return [...folders.values()].some(({ sent }) => sent > 0) ? newFolder : undefined;
    const folder = folders.get(marker.id);
    if (!folder) return marker.sent > 0 ? otherDatabase : undefined;
    if (folder.sent < marker.sent) return olderDatabase;
    return folder.place === marker.place || folder.sent === 0 ? undefined : copiedFolder;
  };
  return {
    suspect,
    async accept() {
      if ((await suspect()) === undefined) return;
      // A name of its own: the folder that this one was copied from, if it is there, keeps the old.
      const counts = [...(await known()).values()].map(({ sent }) => sent);
      await start(Math.max(0, ...counts));
    },
    async count(messages) {
      const marker = file.read() ?? (await start(0));
      // The database first: a folder that has counted more than it is what a restored one shows.
      const kept = await store.change(`${PREFIX}${marker.id}`, (before) => {
        const sent = Math.max(marker.sent, before ? toFolder(before).sent : 0) + messages;
        return `${sent} ${marker.place}`;
      });
      file.write(marker, toFolder(kept).sent);
    },
  };
}

function toFolder(value: string): KnownFolder {
  const [sent = "0", place = ""] = value.split(" ");
  return { sent: Number(sent), place };
}

const newFolder =
  "mail has been sent from another data folder: this one is restored without it, or is a second one";
const otherDatabase =
  "mail has been sent from this data folder, and this database knows nothing of it";
const olderDatabase =
  "the database is older than the mail that was sent from here: it is a restored backup";
const copiedFolder = "this data folder is a copy of the one that mail was last sent from";

import type { Database } from "#platform";
import { allocateShared } from "../../engine/shared-bytes.ts";
import { FORMAT_VERSION } from "../../storage/manifest.ts";
import type { Language } from "../../text/languages.ts";
import { type FittedSpaceData, identityOf } from "./fitted-space-data.ts";

/** There is one space for all papers. */
const NAME = "papers";

/**
 * The space that all processes beside one database use, so that each orders papers like the
 * others: whoever fits first gives it to the rest.
 */
export interface SharedSpace {
  /** `undefined`: there is none that this version of the program could use. */
  identity(): Promise<string | undefined>;
  /** The space itself; `undefined` where there is none, or where it is damaged. */
  read(): Promise<FittedSpaceData | undefined>;
  /**
   * Puts a space in the place of that of identity `before`.
   *
   * @returns the space that all use from now on: another one, where another process was first.
   */
  offer(space: FittedSpaceData, before: string | undefined): Promise<FittedSpaceData>;
}

export function createSharedSpace(database: Database): SharedSpace {
  const row = (executor = database.kysely) =>
    executor
      .selectFrom("fitted_space")
      .where("name", "=", NAME)
      .where("format", "=", FORMAT_VERSION);
  const readFrom = async (executor = database.kysely) => {
    const found = await row(executor).selectAll().executeTakeFirst();
    return found && toSpace(found);
  };
  return {
    identity: async () => (await row().select("identity").executeTakeFirst())?.identity,
    read: () => readFrom(),
    offer: (space, before) =>
      database.kysely.transaction().execute(async (transaction) => {
        await database.takeTurn(transaction, "fitted_space");
        const shared = await readFrom(transaction);
        if (shared && shared.identity !== before) return shared;
        await transaction.deleteFrom("fitted_space").where("name", "=", NAME).execute();
        await transaction.insertInto("fitted_space").values(toRow(space)).execute();
        return space;
      }),
  };
}

interface Stored extends Omit<ReturnType<typeof toRow>, "content"> {
  readonly content: Uint8Array;
}

function toRow({ identity, papers, dimensions, languages, packed }: FittedSpaceData) {
  return {
    name: NAME,
    format: FORMAT_VERSION,
    identity,
    papers,
    dimensions,
    languages: JSON.stringify(languages),
    places: JSON.stringify(packed.places),
    // A copy: drivers take no memory that threads share.
    content: Buffer.from(Uint8Array.from(new Uint8Array(packed.buffer, 0, packed.size)).buffer),
  };
}

function toSpace(found: Stored): FittedSpaceData | undefined {
  const { identity, papers, dimensions, content } = found;
  const shared = allocateShared(content.length);
  new Uint8Array(shared.buffer).set(content);
  const packed = { ...shared, size: content.length, places: JSON.parse(found.places) };
  if (identityOf(packed) !== identity) return undefined;
  const languages = JSON.parse(found.languages) as Language[];
  return { kind: "fitted", identity, papers, dimensions, languages, packed };
}

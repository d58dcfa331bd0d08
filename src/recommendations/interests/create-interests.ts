import { AppError, type Clock, createId, type Database } from "#platform";
import { deleteFeedback } from "../feedback/store.ts";
import type { Interest, Interests, ReaderId } from "../recommendations.ts";
import { type CheckParts, checkInterest } from "./check-interest.ts";
import { deleteInterests, readInterests, saveInterests } from "./store.ts";

const MOST_INTERESTS = 50;
const MAX_LABEL = 300;
const [LEAST_WEIGHT, MOST_WEIGHT] = [0.25, 4];

export interface InterestParts extends CheckParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Brings what was learned of a reader up to date, and keeps it. */
  learn(reader: ReaderId): Promise<readonly Interest[]>;
}

export function createInterests(parts: InterestParts): Interests {
  const { database, clock } = parts;
  const save = (reader: ReaderId, interest: Interest) =>
    saveInterests(database, database.kysely, {
      reader,
      interests: [interest],
      at: clock.now().toISOString(),
    });
  const stored = async (reader: ReaderId) =>
    (await readInterests(database, database.kysely, [reader])).get(reader) ?? [];
  return {
    async list(reader) {
      const learned = await parts.learn(reader);
      const chosen = (await stored(reader)).filter(({ origin }) => origin === "chosen");
      return [...chosen, ...learned];
    },
    async check(wanted) {
      await checkInterest(parts, wanted);
    },
    async add(reader, wanted) {
      const named = await checkInterest(parts, wanted);
      const chosen = (await stored(reader)).filter(({ origin }) => origin === "chosen");
      const same = chosen.find((one) => one.kind === named.kind && one.target === named.target);
      if (same) return same;
      if (chosen.length >= MOST_INTERESTS) {
        throw new AppError("invalid", `You have ${MOST_INTERESTS} interests; remove one first.`);
      }
      const settings = { weight: 1, isMuted: false, papers: 0 };
      const interest = { id: createId(), origin: "chosen", ...named, ...settings } as const;
      await save(reader, interest);
      return interest;
    },
    async change(reader, id, change) {
      const before = (await stored(reader)).find((one) => one.id === id);
      if (!before) throw new AppError("not_found", "You have no such interest.");
      const after = { ...before, ...checkChange(change) };
      await save(reader, after);
      return after;
    },
    remove: (reader, id) => removeOne(parts, reader, id),
    reset: (reader) =>
      database.kysely.transaction().execute(async (transaction) => {
        await deleteInterests(database, transaction, reader);
        await deleteFeedback(transaction, reader);
      }),
  };
}

/** A learned one would come back: it is muted instead. */
async function removeOne(
  { database, clock }: InterestParts,
  reader: ReaderId,
  id: string,
): Promise<void> {
  const all = (await readInterests(database, database.kysely, [reader])).get(reader) ?? [];
  const interest = all.find((one) => one.id === id);
  if (interest?.origin !== "learned") {
    return deleteInterests(database, database.kysely, reader, [id]);
  }
  const at = clock.now().toISOString();
  const interests = [{ ...interest, isMuted: true }];
  await saveInterests(database, database.kysely, { reader, interests, at });
}

type Change = Partial<Pick<Interest, "label" | "weight" | "isMuted">>;

function checkChange({ label, weight, isMuted }: Change): Change {
  const name = label?.trim().replace(/\s+/g, " ");
  if (name !== undefined && (name === "" || name.length > MAX_LABEL)) {
    throw new AppError("invalid", `Name the interest in 1 to ${MAX_LABEL} characters.`);
  }
  if (weight !== undefined && !(weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT)) {
    throw new AppError("invalid", `A weight is from ${LEAST_WEIGHT} to ${MOST_WEIGHT}.`);
  }
  return {
    ...(name !== undefined && { label: name }),
    ...(weight !== undefined && { weight }),
    ...(isMuted !== undefined && { isMuted }),
  };
}

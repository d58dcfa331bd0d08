import { type Envelope, seal } from "./envelope.ts";
import { leastBusy } from "./question-queue.ts";
import type { SearchThreadsParts } from "./search-threads.ts";
import { type Thread, ThreadDied } from "./thread.ts";

/** A thread of a pool, and how far it has come. */
export interface Member {
  readonly thread: Thread;
  /** It has the index and takes questions. */
  isReady: boolean;
  /** Updates that came while the state they build upon is on its way. */
  held: Envelope[] | undefined;
}

/**
 * Gives a thread the index: that of a thread that has it, or, where none has, the saved one,
 * which one thread reads for all.
 *
 * @param ready threads that have the index.
 */
export function createAdmission(
  vet: SearchThreadsParts["vet"],
  ready: () => Iterable<Thread>,
): (member: Member) => Promise<void> {
  let reading: Promise<void> | undefined;
  return async (member) => {
    while (!member.isReady) {
      const source = leastBusy(ready());
      if (source) {
        await copyIndex(source, member);
      } else if (reading) {
        await reading.catch(() => {});
      } else {
        reading = readSaved(member, vet).finally(() => {
          reading = undefined;
        });
        await reading;
      }
    }
  };
}

async function readSaved(member: Member, vet: SearchThreadsParts["vet"]): Promise<void> {
  const isSound = await vet(() => member.thread.load());
  if (!isSound) member.thread.adopt(seal({ seq: 0, segments: [], spaces: [] }));
  member.isReady = true;
}

async function copyIndex(source: Thread, member: Member): Promise<void> {
  const held: Envelope[] = [];
  member.held = held;
  try {
    // The source lends what it has when it comes to this request; later updates are held.
    member.thread.adopt(await source.lend());
    for (const envelope of held.splice(0)) member.thread.update(envelope);
    member.isReady = true;
  } catch (error) {
    if (!(error instanceof ThreadDied)) throw error;
  } finally {
    for (const envelope of held) envelope.close();
    member.held = undefined;
  }
}

/** Gives each member its copy of an update. */
export function handOut(members: Iterable<Member>, envelopes: readonly Envelope[]): void {
  const copies = [...envelopes];
  for (const { isReady, held, thread } of members) {
    const copy = copies[0];
    if (!copy || (!isReady && !held)) continue;
    copies.shift();
    if (isReady) thread.update(copy);
    else held?.push(copy);
  }
  for (const copy of copies) copy.close();
}

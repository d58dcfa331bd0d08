/** Looks of one channel at once, as far as this process knows. */
export interface Looks {
  /** Whether a look would find what the last one found: everything up to that change was seen. */
  isQuiet(channelId: string, seq: number): boolean;
  /** @param look.settled until when whatever came in could be picked. */
  note(
    channelId: string,
    look: { readonly seq: number; readonly at: Date; readonly settled: Date },
  ): void;
}

export function createLooks(): Looks {
  const known = new Map<string, { seq: number; since: Date; isWhole: boolean }>();
  return {
    isQuiet(channelId, seq) {
      const last = known.get(channelId);
      return last?.seq === seq && last.isWhole;
    },
    note(channelId, { seq, at, settled }) {
      const last = known.get(channelId);
      // What was written last may be indexed later, though nothing changes after it.
      const since = last?.seq === seq ? last.since : at;
      known.set(channelId, { seq, since, isWhole: settled >= since });
    },
  };
}

import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { basename } from "node:path";

/**
 * Lets other threads go before the calling one where cores are short. Linux alone gives
 * threads priorities of their own; elsewhere nothing happens.
 *
 * @param niceness 0 (like all others) to 19 (last).
 */
export function letOthersGoFirst(niceness: number): void {
  try {
    setPriority(Number(basename(readlinkSync("/proc/thread-self"))), niceness);
  } catch {
    // The system does not have it, or does not allow it: the work is done all the same.
  }
}

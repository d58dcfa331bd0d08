import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Shared memory let go before it is given back to the system. */
const RELEASE_BYTES = 32 * 1024 * 1024;

/**
 * V8 does not count shared memory when it decides whether to collect garbage: a thread with
 * little to do would keep segments that are merged away for hours. This counts what was let
 * go and collects when it is worth it, in a pause of the thread's work.
 */
export function createMemoryRelease(collect: () => void = exposedCollect()) {
  let bytes = 0;
  let isDue = false;
  return (letGoBytes: number): void => {
    bytes += letGoBytes;
    if (bytes < RELEASE_BYTES || isDue) return;
    isDue = true;
    setImmediate(() => {
      bytes = 0;
      isDue = false;
      collect();
    });
  };
}

function exposedCollect(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

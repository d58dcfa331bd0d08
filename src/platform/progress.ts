/** Where a bar is drawn; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  /** Shows how far the work is; cheap enough to call per record. */
  update(done: number, note?: string): void;
  /** Wipes the bar, so that what is printed next stands alone. */
  finish(): void;
}

const REDRAW_MS = 100;
const BAR_WIDTH = 24;
const WIPE_LINE = "\r\u001b[2K";

/**
 * A progress bar on a terminal; silent in a pipe.
 *
 * @param total in the unit of `done`, such as bytes; `undefined` when it is not known.
 */
export function createProgress(
  label: string,
  total: number | undefined,
  stream: ProgressStream = process.stderr,
): Progress {
  if (!stream.isTTY) return { update() {}, finish() {} };
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    update(done, note = "") {
      const now = performance.now();
      if (now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      const line = `${label} ${renderBar(done, total)} ${note}`.trimEnd();
      stream.write(WIPE_LINE + line.slice(0, (stream.columns ?? 80) - 1));
    },
    finish() {
      if (drawnAt > 0) stream.write(WIPE_LINE);
    },
  };
}

function renderBar(done: number, total: number | undefined): string {
  if (!total) return "…";
  const share = Math.min(1, Math.max(0, done / total));
  const filled = Math.round(share * BAR_WIDTH);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)} ${percent}`;
}

import { type ImportSummary, type IntakeProgress, type IntakeTask, runIntake } from "#jobs";
import { AppError } from "#platform";
import type { Notice } from "#web";
import type { App } from "./app.ts";

export interface TakeInOptions {
  /** Where the papers come from, in the words of a sentence; one notice stands for each. */
  readonly subject: "arXiv" | "files";
  readonly notices: Map<string, Notice>;
  readonly signal: AbortSignal;
}

/** Refused records logged one by one; the rest are counted. */
const MAX_REFUSALS_LOGGED = 20;

/** Takes papers in and tells readers and the log how it goes. Never rejects. */
export async function takeIn(app: App, task: IntakeTask, options: TakeInOptions): Promise<void> {
  const { log } = app;
  const { subject, notices, signal } = options;
  const say = (kind: Notice["kind"], text: string) => notices.set(subject, { kind, text });
  say("info", `Papers are coming in from ${subject}.`);
  const onProgress = ({ bytesRead, bytesTotal, papersRead }: IntakeProgress) => {
    const share = bytesTotal > 0 ? `, ${Math.round((100 * bytesRead) / bytesTotal)} %` : "";
    say(
      "info",
      `Papers are coming in from ${subject}: ${papersRead.toLocaleString("en")} so far${share}.`,
    );
  };
  try {
    const summary = await runIntake(app, task, { onProgress, signal });
    notices.delete(subject);
    logSummary(app, summary, subject);
    const problems = problemsOf(summary);
    if (problems.length > 0) say("warning", problems.join(" "));
  } catch (error) {
    if (signal.aborted) return;
    const isExpected = error instanceof AppError;
    const reason = isExpected ? error.message : "An internal error; the log says more";
    const details = isExpected ? {} : { err: error };
    log.warn({ subject, ...details }, `No papers came in from ${subject}. ${sentence(reason)}`);
    const again = task.kind === "harvest" ? " It is tried again every hour." : "";
    say("warning", `No papers came in from ${subject}. ${sentence(reason)}${again}`);
  }
}

function logSummary({ log }: App, summary: ImportSummary, subject: string): void {
  const { read, added, merged, unchanged, refused } = summary;
  const counts = { subject, read, added, merged, unchanged, refused: refused.length };
  const news = read === 0 ? "No papers came in" : "Papers are in";
  log.info(counts, `${news} from ${subject}`);
  for (const { file, line, reason } of refused.slice(0, MAX_REFUSALS_LOGGED)) {
    log.warn({ file, line }, `Not read: ${reason}`);
  }
  const left = refused.length - MAX_REFUSALS_LOGGED;
  if (left > 0) log.warn({ subject }, `${left} more were not read`);
}

/** Why files could not be read to their end, a sentence for each. */
function problemsOf({ failed, refused }: ImportSummary): string[] {
  return failed.map((file) => {
    const reason = refused.findLast((refusal) => refusal.file === file)?.reason ?? "";
    return reason.includes(file)
      ? sentence(reason)
      : `${file} was not read to its end. ${sentence(reason)}`;
  });
}

function sentence(text: string): string {
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}

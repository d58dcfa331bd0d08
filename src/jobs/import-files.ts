import { stat } from "node:fs/promises";
import { AppError } from "#platform";
import { type FormatName, readFile } from "#sources";
import { type IntakeCounts, type IntakeParts, takeIn } from "./intake.ts";
import type { ImportSummary, IntakeProgress, IntakeRequest } from "./intake-request.ts";

/**
 * Takes files in, one after the other, in the order given. A file that can not be read to
 * its end is named in `failed`; what it held up to there is kept.
 */
export async function importFiles(
  parts: IntakeParts,
  request: IntakeRequest & { task: { kind: "files" } },
  onProgress: (progress: IntakeProgress) => void,
): Promise<ImportSummary> {
  const { files, format } = request.task;
  const sizes = await Promise.all(files.map(sizeBytes));
  const bytesTotal = sizes.reduce((sum, size) => sum + size, 0);
  const total: IntakeCounts = { read: 0, added: 0, merged: 0, unchanged: 0 };
  const refused: { file: string; line: number; reason: string }[] = [];
  const failed: string[] = [];
  let bytesBefore = 0;
  for (const [index, file] of files.entries()) {
    let bytesRead = 0;
    const readings = readFile(file, {
      format: format as FormatName | "auto",
      capturedOn: request.seenOn,
      onProgress: (bytes) => {
        bytesRead = bytes;
      },
    });
    let counts: IntakeCounts = { read: 0, added: 0, merged: 0, unchanged: 0 };
    try {
      await takeIn(parts, readings, request.seenOn, (soFar, refusals) => {
        counts = { ...soFar };
        for (const { line, reason } of refusals) refused.push({ file, line, reason });
        if (refusals.some((refusal) => refusal.isFatal)) failed.push(file);
        onProgress({
          bytesRead: bytesBefore + bytesRead,
          bytesTotal,
          papersRead: total.read + counts.read,
        });
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failed.push(file);
      refused.push({ file, line: 0, reason: error.message });
    }
    bytesBefore += sizes[index] ?? 0;
    for (const name of ["read", "added", "merged", "unchanged"] as const)
      total[name] += counts[name];
  }
  return { files: files.length, ...total, refused, failed };
}

async function sizeBytes(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  );
}

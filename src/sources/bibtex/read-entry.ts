import type { Clock } from "#platform";
import { dayOf } from "#platform";
import { readBytes } from "../read-bytes.ts";
import type { PaperRecord } from "../record.ts";

/** The first entry of a pasted text, or the reason why there is none. */
export async function readBibtexEntry(text: string, clock: Clock): Promise<PaperRecord | string> {
  async function* whole() {
    yield Buffer.from(text);
  }
  const capturedOn = dayOf(clock.now(), "UTC");
  let refusal = "";
  for await (const batch of readBytes(whole(), { format: "bibtex", capturedOn })) {
    for (const reading of batch) {
      if (reading.kind === "record") return reading.record;
      refusal ||= reading.reason;
    }
  }
  return refusal || "This holds no BibTeX entry.";
}

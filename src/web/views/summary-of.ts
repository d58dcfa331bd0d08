import type { PaperWithTally } from "#papers";
import type { Summaries, Summary } from "#summaries";

/** What a language model made of the paper's abstract, where the site has that done. */
export async function summaryOf(
  { summaries }: { readonly summaries?: Summaries | undefined },
  { id }: PaperWithTally,
): Promise<Summary | undefined> {
  return (await summaries?.findMany([id]))?.get(id);
}

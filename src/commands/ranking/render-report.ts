import type { Estimate, RankingReport } from "#ranking";

/** The report as four tables in Markdown: what docs/ranking.md shows. */
export function renderReport(report: RankingReport): string {
  return [
    `${report.papers} papers of ${report.days} days; ${report.weeks} pages of weeks`,
    thinning(report),
    laterGain(report),
    attention(report),
    attacks(report),
  ].join("\n\n");
}

function thinning({ thinning }: RankingReport): string {
  return table(
    ["votes seen", "order", "Spearman", "against votes", "nDCG@5"],
    thinning.map((one) => [
      `${Math.round(one.share * 100)} %`,
      one.rule,
      span(one.spearman),
      span(one.gain, true),
      span(one.ndcg5),
    ]),
  );
}

function laterGain({ laterGain }: RankingReport): string {
  return table(
    ["order", "nDCG@10", "trending leads by"],
    laterGain.map((one) => [one.rule, span(one.ndcg10), span(one.lead, true)]),
  );
}

function attention({ attention }: RankingReport): string {
  return table(
    ["order", "votes / 1,000 visits", "fidelity", "best reach the top", "Gini of looks", "starved"],
    attention.map((one) => [
      one.rule,
      one.votesPerThousandVisits.toFixed(0),
      digits(one.fidelity),
      digits(one.bestReachTop),
      digits(one.exposureGini),
      digits(one.starved),
    ]),
  );
}

function attacks({ attacks }: RankingReport): string {
  return table(
    ["attack", "votes", "count", "edition: places (most)", "trending: places (most)"],
    attacks.map((one) => [
      one.attack,
      String(one.votes),
      String(one.counted),
      `${one.editionPlaces.toFixed(1)} (${one.editionMost})`,
      `${one.trendingPlaces.toFixed(1)} (${one.trendingMost})`,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function span({ mean, low, high }: Estimate, isSigned = false): string {
  const show = (value: number) => (isSigned && value >= 0 ? `+${digits(value)}` : digits(value));
  return `${show(mean)} [${show(low)}, ${show(high)}]`;
}

/** `.643`, `−.012` */
function digits(value: number): string {
  return value.toFixed(3).replace("0.", ".").replace("-", "−");
}

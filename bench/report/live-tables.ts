import type { LiveResult } from "../live/live-result.ts";
import { count, figure, table } from "./table.ts";

export function liveTables({ papers, arriving, concurrent }: LiveResult): string[] {
  const { before, meanwhile, findable, perSecond } = arriving;
  const row = (label: string, { p50, p95, p99 }: typeof before) => [
    label,
    ...[p50, p95, p99].map(figure),
  ];
  const arrival = table(
    [`ms, ${perSecond} papers/s arriving at ${count(papers)}`, "p50", "p95", "p99"],
    [
      row("hybrid search before", before),
      row("hybrid search meanwhile", meanwhile),
      row("from commit to findable", findable),
    ],
  );
  const rows = concurrent.map((one) => [
    `${one.threads}`,
    `${one.searchers}`,
    figure(one.searchesPerSecond),
    figure(one.p99),
    figure(one.longestHold),
    figure(one.idleHold),
  ]);
  const head = ["search threads", "searchers", "searches/s", "p99 ms", "loop held ms", "idle"];
  return [arrival, ...(rows.length > 0 ? [table(head, rows)] : [])];
}

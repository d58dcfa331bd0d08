import { count, figure, table } from "../report/table.ts";
import type { PageFigures } from "./measure-page.ts";
import type { PageName } from "./server-messages.ts";

export interface ServerResult {
  readonly name: string;
  readonly pages: readonly PageFigures[];
}

export interface WebResult {
  /** Processor, cores, memory, Node. */
  readonly machine: string;
  readonly on: string;
  readonly servers: readonly ServerResult[];
}

const head = [
  "page",
  "requests/s",
  "CPU ms",
  "p50 ms",
  "p99 ms",
  "HTML KB",
  "gzip KB",
  "scripts KB",
];

/** Most CPU that a page of ours may take, milliseconds. */
const marks: Partial<Record<PageName, number>> = { "edition, signed in": 5, "500 comments": 30 };

/** All pages of all servers, then ours against their marks. */
export function webReport({ machine, on, servers }: WebResult): string {
  const rows = servers.flatMap(({ name, pages }) => pages.map((page) => row(name, page)));
  return [`${machine}; ${on}.`, table(head, rows), marksTable(servers)].join("\n\n");
}

function row(name: string, page: PageFigures): string[] {
  const kilobytes = (bytes: number) => figure(bytes / 1000);
  return [
    name.startsWith("Hono") ? name : `${name}: ${page.page}`,
    count(Math.round(page.requestsPerSecond)),
    figure(page.cpuMs),
    figure(page.p50),
    figure(page.p99),
    kilobytes(page.htmlBytes),
    kilobytes(page.gzipBytes),
    kilobytes(page.scriptBytes),
  ];
}

function marksTable(servers: readonly ServerResult[]): string {
  const [ours, ...others] = servers;
  const peer = others.find(({ name }) => name === "Next.js");
  const rows = (ours?.pages ?? []).flatMap(({ page, cpuMs }) => {
    const mark = marks[page];
    const theirs = peer?.pages.find((one) => one.page === page)?.cpuMs;
    const ratio = theirs === undefined ? "–" : figure(theirs / cpuMs);
    const [limit, isReached] = mark === undefined ? ["–", "–"] : [`≤ ${mark}`, yes(cpuMs <= mark)];
    return [[page, limit, figure(cpuMs), isReached, figure(theirs), ratio]];
  });
  return table(["CPU ms", "mark", "measured", "reached", "Next.js", "ratio"], rows);
}

function yes(isReached: boolean): string {
  return isReached ? "yes" : "no";
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeMachine } from "./measure/describe-machine.ts";
import { writeBlock } from "./report/write-block.ts";
import { measurePage, type PageFigures } from "./web/measure-page.ts";
import { type ServerResult, webReport } from "./web/report.ts";
import {
  type MeasuredServer,
  missingPeer,
  startBroadsheet,
  startHello,
  startNext,
} from "./web/servers.ts";

const REQUESTS = 200;
const QUICK_REQUESTS = 60;

type Note = (text: string) => void;

/** Pages of the site beside a bare server and beside the same pages made another way. */
export async function run(
  note: Note,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const requests = values.quick === true ? QUICK_REQUESTS : REQUESTS;
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-bench-"));
  const peerData = join(folder, "peer.json");
  const results: ServerResult[] = [];
  const measure = async (name: string, start: () => Promise<MeasuredServer>) => {
    results.push({ name, pages: await measureServer(await start(), requests, note) });
  };
  try {
    note("Broadsheet");
    await measure("Broadsheet", () => startBroadsheet(join(folder, "data"), peerData));
    note("Hono, hello");
    await measure("Hono, “hello”", startHello);
    const missing = missingPeer();
    note(missing ?? "Next.js");
    if (!missing) await measure("Next.js", () => startNext(peerData));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const measured = { machine: await describeMachine(), on: today(), servers: results };
  if (values.write === true) {
    await writeBlock(new URL("../docs/benchmarks.md", import.meta.url), "web", webReport(measured));
  }
  return measured;
}

export function format(measured: Record<string, unknown>): string {
  return webReport(measured as unknown as Parameters<typeof webReport>[0]);
}

async function measureServer(
  server: MeasuredServer,
  requests: number,
  note: Note,
): Promise<PageFigures[]> {
  const figures: PageFigures[] = [];
  try {
    for (const page of server.pages) {
      note(`  ${page.name}`);
      figures.push(await measurePage(server, page, requests));
    }
    return figures;
  } finally {
    server.close();
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

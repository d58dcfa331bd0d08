import { Agent, request } from "node:http";
import { summarise } from "../measure/timing.ts";
import { htmlSize, scriptSize } from "./page-size.ts";
import type { PageName, PageRequest } from "./server-messages.ts";
import type { MeasuredServer } from "./servers.ts";

const CONNECTIONS = 10;
const WARM_UP = 100;

export interface PageFigures {
  readonly page: PageName;
  /** Of ten readers at once. */
  readonly requestsPerSecond: number;
  /** All threads of the server, for one request. */
  readonly cpuMs: number;
  /** Of one reader who asks again and again, milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly htmlBytes: number;
  readonly gzipBytes: number;
  /** Of all scripts that the page loads, as they travel. */
  readonly scriptBytes: number;
}

/** Asks one page again and again, first by one reader, then by ten at once. */
export async function measurePage(
  server: MeasuredServer,
  page: PageRequest,
  requests: number,
): Promise<PageFigures> {
  const one = new Agent({ keepAlive: true, maxSockets: 1 });
  const many = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const url = server.url + page.path;
  // As browsers do, but Brotli, of which servers choose different levels.
  const headers = { ...page.headers, "accept-encoding": "gzip", accept: "text/html" };
  try {
    const html = await htmlSize(url, page.headers);
    const scriptBytes = await scriptSize(server.url, html.text);
    await ask(WARM_UP, 1, () => get(url, headers, one));
    const times = await ask(requests, 1, () => get(url, headers, one));
    const before = await server.cpuMs();
    const startedAt = performance.now();
    await ask(requests * 2, CONNECTIONS, () => get(url, headers, many));
    const seconds = (performance.now() - startedAt) / 1000;
    const cpuMs = ((await server.cpuMs()) - before) / (requests * 2);
    const { p50, p99 } = summarise(times);
    const requestsPerSecond = (requests * 2) / seconds;
    const { htmlBytes, gzipBytes } = html;
    return {
      page: page.name,
      requestsPerSecond,
      cpuMs,
      p50,
      p99,
      htmlBytes,
      gzipBytes,
      scriptBytes,
    };
  } finally {
    one.destroy();
    many.destroy();
  }
}

/** @returns how long each took, milliseconds. */
async function ask(total: number, atOnce: number, act: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  let left = total;
  const reader = async () => {
    while (left-- > 0) {
      const at = performance.now();
      await act();
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, reader));
  return times;
}

function get(url: string, headers: Record<string, string>, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
      response.on("end", resolve).on("error", reject).resume();
    })
      .on("error", reject)
      .end();
  });
}

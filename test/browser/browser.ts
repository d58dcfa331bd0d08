/** A real browser and a real site for it, on loopback. */
import { existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why browser tests can not run here; `false` when they can. */
export const noBrowser: string | false = existsSync(executablePath)
  ? false
  : `no browser at ${executablePath}: apt-get install chromium, or name one in CHROMIUM`;

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface RunningSite {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on a free port of loopback. */
export async function serveSite(site: {
  fetch(request: Request): Response | Promise<Response>;
}): Promise<RunningSite> {
  const server = await new Promise<Server>((resolve) => {
    const fetch = (request: Request) => site.fetch(request);
    const started = serve({ fetch, port: 0, hostname: "127.0.0.1" }, () =>
      resolve(started as Server),
    );
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Everything a page does that it should not; empty when all is well. */
export function watch(page: Page, siteUrl: string): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    // A page that is itself an error is told so by its status.
    if (/status of (4|5)\d\d/.test(message.text())) return;
    faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(siteUrl) && !url.startsWith("data:")) faults.push(`request to ${url}`);
  });
  return faults;
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const axeSource = readFileSync(axePath, "utf8");
const axeTags = [
  "wcag2a",
  "wcag2aa",
  "wcag21a",
  "wcag21aa",
  "wcag22a",
  "wcag22aa",
  "best-practice",
];

/** What axe finds, one line per fault: rule, then the first elements. */
export async function axeFaults(page: Page): Promise<string[]> {
  // Not as an element: the policy of our pages lets no text become a script.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axeSource);
  const options = JSON.stringify({ runOnly: { type: "tag", values: axeTags } });
  const { violations } = await page.evaluate<AxeResult>(`axe.run(document, ${options})`);
  return violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => `${node.target.join(" ")} in ${node.html}`);
    return `${id} ×${nodes.length}: ${where.join("; ").slice(0, 400)}`;
  });
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
  }[];
}

/** Pixels by which the page is wider than the window; more than 0 means sideways scrolling. */
export function sidewaysExcess(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
}

export type { Browser, BrowserContext, Page };

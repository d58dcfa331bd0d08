import { type ChildProcess, type ForkOptions, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { DAY } from "./fill-site.ts";
import type { PageRequest, ServerMessage } from "./server-messages.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const peerDir = here("../next-peer/");
const nextProgram = here("../next-peer/node_modules/next/dist/bin/next");

/** A server in a process of its own, with the pages it is asked for. */
export interface MeasuredServer {
  readonly url: string;
  readonly pages: readonly PageRequest[];
  /** CPU time of the whole process so far. */
  cpuMs(): Promise<number>;
  close(): void;
}

export async function startHello(): Promise<MeasuredServer> {
  return started(fork(here("hello-server.ts"), [], options()));
}

export async function startBroadsheet(dataDir: string, peerData: string): Promise<MeasuredServer> {
  return started(fork(here("broadsheet-server.ts"), [dataDir, peerData], options()));
}

/** Why the peer can not be measured; `undefined` when it can. */
export function missingPeer(): string | undefined {
  if (!existsSync(nextProgram)) return "Next.js is left out: npm ci --prefix bench/next-peer";
  if (existsSync(here("../next-peer/.next/BUILD_ID"))) return undefined;
  return "Next.js is left out: (cd bench/next-peer && npx next build)";
}

/** `next start` over the production build. */
export async function startNext(peerData: string): Promise<MeasuredServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { PEER_DATA: peerData, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const words = ["start", "--hostname", "127.0.0.1", "--port", String(port)];
  const child = fork(nextProgram, words, { ...options(env), cwd: peerDir });
  await untilReachable(url);
  const { papers } = (await import(peerData, { with: { type: "json" } })).default;
  const cookie = { cookie: "session=anybody" };
  return serverOf(child, url, [
    { name: "edition, signed in", path: `/daily/${DAY}`, headers: cookie },
    { name: "edition, anonymous", path: `/archive/${DAY}`, headers: {} },
    { name: "500 comments", path: `/papers/${papers[0].id}`, headers: cookie },
  ]);
}

function options(env: NodeJS.ProcessEnv = {}): ForkOptions {
  return {
    execArgv: ["--import", here("cpu-probe.ts")],
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  };
}

async function started(child: ChildProcess): Promise<MeasuredServer> {
  const ready = await message(child, "ready");
  return serverOf(child, ready.url, ready.pages);
}

function serverOf(child: ChildProcess, url: string, pages: readonly PageRequest[]): MeasuredServer {
  return {
    url,
    pages,
    async cpuMs() {
      const answer = message(child, "usage");
      child.send("usage");
      const { user, system } = (await answer).usage;
      return (user + system) / 1000;
    },
    close: () => child.kill("SIGKILL"),
  };
}

type Told<K> = Extract<ServerMessage, { kind: K }>;

function message<K extends ServerMessage["kind"]>(child: ChildProcess, kind: K): Promise<Told<K>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a server ended with status ${code}`));
    const heard = (told: unknown) => {
      if ((told as ServerMessage).kind !== kind) return;
      child.off("message", heard);
      child.off("exit", ended);
      resolve(told as Told<K>);
    };
    child.on("message", heard);
    child.once("exit", ended);
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const START_ATTEMPTS = 150;

async function untilReachable(url: string): Promise<void> {
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`nothing answers at ${url}`);
}

import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { AppError } from "#platform";

export type Fetch = (request: Request) => Response | Promise<Response>;

export interface Listening {
  /** Address to open, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Takes no new requests, ends those under way. Safe to call twice. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Time given to requests under way when the program stops. */
const DRAIN_MS = 10_000;

/** @throws AppError `conflict` when the port is taken. */
export async function listen(fetch: Fetch, { host, port }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({ fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          if ("closeAllConnections" in server) server.closeAllConnections();
        }, DRAIN_MS);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new AppError(
      "conflict",
      `Port ${port} is taken; choose another with --port, or --port 0.`,
    );
  }
  if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new AppError(
      "invalid",
      `Can not listen on ${host}:${port} (${error.code}); choose another --host or --port.`,
    );
  }
  return error;
}

import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { AppError } from "#platform";

/** @param remoteAddress of the peer, which may be a proxy. */
export type Fetch = (request: Request, remoteAddress?: string) => Response | Promise<Response>;

export interface Listening {
  /** Address to open, such as `http://127.0.0.1:3000`; `localhost` stays, for passkeys need a name. */
  readonly url: string;
  /** Takes no new requests, ends those under way. Safe to call twice. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Time given to answers under way when the program stops. */
const DRAIN_MS = 3_000;

/** @throws AppError `conflict` when the port is taken. */
export async function listen(fetch: Fetch, { host, port }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => fetch(request, incoming.socket.remoteAddress),
  }) as Server;
  const closeUnused = trackConnections(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = host === "localhost" ? host : literal(address);
  return {
    url: `http://${name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        closeUnused();
      }),
  };
}

function literal({ family, address }: AddressInfo): string {
  return family === "IPv6" ? `[${address}]` : address;
}

/**
 * Knows which connections have no answer under way, those that browsers open ahead of need
 * among them, which `closeIdleConnections` leaves open; returns what closes them.
 */
function trackConnections(server: Server): () => void {
  const underWay = new Map<Socket, number>();
  let isClosing = false;
  const count = (socket: Socket, by: number): void => {
    const left = (underWay.get(socket) ?? 0) + by;
    underWay.set(socket, left);
    if (isClosing && left === 0) socket.destroySoon();
  };
  server.on("connection", (socket: Socket) => {
    underWay.set(socket, 0);
    socket.once("close", () => underWay.delete(socket));
  });
  server.prependListener("request", ({ socket }, response) => {
    count(socket, 1);
    response.once("close", () => count(socket, -1));
  });
  return () => {
    isClosing = true;
    for (const [socket, answers] of underWay) if (answers === 0) socket.destroy();
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

import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * A port for a program that must be told one. It is below those that systems hand out by
 * themselves, so that no other test is given it between this look and its use.
 */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  for (let tries = 1; ; tries++) {
    const server = createServer();
    try {
      const port = randomInt(10_000, 30_000);
      server.listen(port, host);
      await once(server, "listening");
      await new Promise((resolve) => server.close(resolve));
      return port;
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

/** Programs that speak to `/mcp` of a listening site, with a token or without. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Scope } from "#accounts";
import { listen } from "../../src/listen.ts";
import type { CommunitySite } from "./community-site.ts";

export type McpClients = Awaited<ReturnType<typeof openMcpClients>>;

/** Close them, and the port, with `close()`. */
export async function openMcpClients(site: CommunitySite) {
  const server = await listen(site.fetch, { host: "127.0.0.1", port: 0 });
  const clients: Client[] = [];
  const connect = async (token?: string): Promise<Client> => {
    const client = new Client({ name: "test", version: "1" });
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const url = new URL("/mcp", server.url);
    const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } });
    await client.connect(transport);
    clients.push(client);
    return client;
  };
  return {
    url: server.url,
    connect,
    /** One with a token of that reader's. */
    async connectAs(name: string, ...scopes: Scope[]): Promise<Client> {
      const { id } = await site.accountOf(name);
      const wanted = { label: "t", scopes, days: 1 };
      return connect((await site.accounts.tokens.create(id, wanted)).secret);
    },
    async close() {
      for (const client of clients) await client.close();
      await server.close();
    },
  };
}

/** What a tool says, and whether it failed. */
export async function callTool(client: Client, name: string, args: Record<string, unknown> = {}) {
  const result = await client.callTool({ name, arguments: args });
  const [first] = result.content as { type: string; text: string }[];
  return { text: first?.text ?? "", isError: result.isError === true };
}

/** The names of the tools offered, sorted. */
export async function toolsOf(client: Client): Promise<string[]> {
  return (await client.listTools()).tools.map(({ name }) => name).toSorted();
}

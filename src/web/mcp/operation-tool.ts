import type { McpServer, ToolAnnotations } from "@modelcontextprotocol/server";
import { z } from "zod";
import { createCall } from "../api/framework/call.ts";
import type { AnyEndpoint } from "../api/framework/endpoint.ts";
import { permit } from "../api/framework/permission.ts";
import { hold } from "../api/framework/read-request.ts";
import type { Site } from "../views/list-view.ts";
import { mayUse, say, type Visit } from "./visit.ts";

/** A tool that is an operation of the API: its scope, limit, schemas and handler are the tool's. */
export interface OperationTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly operation: AnyEndpoint;
  readonly annotations: ToolAnnotations;
  /** The operation's answer in Markdown. */
  tell(answer: never, site: Site): string;
}

/** Adds the tool where the visitor's token is good for its operation. */
export function addOperationTool(server: McpServer, visit: Visit, tool: OperationTool): void {
  const { name, title, description, operation, annotations, tell } = tool;
  if (!operation.scope || !mayUse(visit, operation.scope)) return;
  server.registerTool(
    name,
    { title, description, inputSchema: inputOf(operation), annotations },
    (asked) =>
      say(visit, async () =>
        tell((await perform(visit, operation, asked)) as never, visit.parts.site),
      ),
  );
}

/** What stands in the path and in the body of a request. */
function inputOf({ params, body }: AnyEndpoint) {
  return z.strictObject({ ...params?.shape, ...body?.shape });
}

async function perform(
  visit: Visit,
  operation: AnyEndpoint,
  asked: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { parts, viewer, network } = visit;
  permit(operation, viewer, parts);
  if (operation.limit) await visit.take(operation.limit);
  const method = operation.method.toUpperCase();
  const request = new Request(`${parts.site.url}/api${operation.path}`, { method });
  const inPath = Object.keys(operation.params?.shape ?? {});
  const inBody = Object.entries(asked).filter(([name]) => !inPath.includes(name));
  return operation.handle(
    createCall(
      { parts, viewer, origin: { network }, request },
      {
        params: hold(operation.params, asked),
        query: undefined,
        body: hold(operation.body, Object.fromEntries(inBody)),
      },
    ),
  );
}

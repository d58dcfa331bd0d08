import {
  type McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
} from "@modelcontextprotocol/server";
import { AppError } from "#platform";
import { getPaper } from "../api/get-paper.ts";
import { paperMarkdown } from "./paper-markdown.ts";
import type { Visit } from "./visit.ts";

/** Adds every paper as a document: `paper:///2605.00010`. */
export function addResources(server: McpServer, { parts }: Visit): void {
  server.registerResource(
    "paper",
    new ResourceTemplate("paper:///{+id}", { list: undefined }),
    {
      title: "A paper",
      description: "A paper as Markdown, with its discussion",
      mimeType: "text/markdown",
    },
    async (uri, { id }) => {
      const asked = decodeURIComponent(String(id));
      const paper = await getPaper(parts.papers, asked).catch((error: unknown) => {
        throw error instanceof AppError ? new ResourceNotFoundError(uri.href) : error;
      });
      const text = await paperMarkdown(parts, paper);
      return { contents: [{ uri: uri.href, mimeType: "text/markdown", text }] };
    },
  );
}

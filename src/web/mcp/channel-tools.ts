import type { McpServer } from "@modelcontextprotocol/server";
import type { z } from "zod";
import { scheduleWords } from "#digests";
import { listChannels } from "../api/v1/channel-endpoints.ts";
import type { channelSchema } from "../api/v1/channel-json.ts";
import { markdownInline } from "../lists/markdown.ts";
import type { Site } from "../views/list-view.ts";
import { addOperationTool } from "./operation-tool.ts";
import type { Visit } from "./visit.ts";

type Channel = z.infer<typeof channelSchema>;

/** Adds the tool for where the token's owner has papers posted. */
export function addChannelTools(server: McpServer, visit: Visit): void {
  if (!visit.parts.channels) return;
  addOperationTool(server, visit, {
    name: "list_channels",
    title: "My channels",
    description:
      "Where the token's owner has papers posted for a group, and how that goes; without addresses and secrets.",
    operation: listChannels,
    annotations: { readOnlyHint: true, openWorldHint: false },
    tell: ({ items }: { items: readonly Channel[] }, site) =>
      items.map((one) => lineOf(one, site)).join("\n") || "There are no channels.",
  });
}

function lineOf(channel: Channel, site: Site): string {
  const { id, kind, title, place, subject, schedule, papers, state, failingSince } = channel;
  const failure = `every post fails since ${failingSince}: ${markdownInline(channel.lastError ?? "")}`;
  const how = [
    `${kind}, ${markdownInline(place)}`,
    markdownInline(subject.label),
    scheduleWords(schedule),
    `up to ${papers} papers`,
    state,
    failingSince ? failure : "",
  ];
  const page = `${site.url}/settings/channels/${id}`;
  return `- ${markdownInline(title)} (id ${id}): ${how.filter(Boolean).join("; ")}: ${page}`;
}

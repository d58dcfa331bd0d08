import type { McpServer } from "@modelcontextprotocol/server";
import type { z } from "zod";
import { scheduleWords } from "#digests";
import {
  changeDigest,
  createDigest,
  listDigests,
  previewDigest,
  removeDigest,
} from "../api/v1/digest-endpoints.ts";
import type { comingIssueSchema, digestSchema } from "../api/v1/digest-json.ts";
import { markdownInline } from "../lists/markdown.ts";
import type { Site } from "../views/list-view.ts";
import { addOperationTool, type OperationTool } from "./operation-tool.ts";
import type { Visit } from "./visit.ts";

type Digest = z.infer<typeof digestSchema>;
type ComingIssue = z.infer<typeof comingIssueSchema>;

/** Adds the tools for what the token's owner has brought. */
export function addDigestTools(server: McpServer, visit: Visit): void {
  if (!visit.parts.digests) return;
  for (const tool of digestTools) addOperationTool(server, visit, tool);
}

const readOnly = { readOnlyHint: true, openWorldHint: false } as const;

const digestTools: readonly OperationTool[] = [
  {
    name: "list_digests",
    title: "My digests",
    description: "What the token's owner has brought, digests and alerts, with their ids.",
    operation: listDigests,
    annotations: readOnly,
    tell: ({ items }: { items: readonly Digest[] }, site) =>
      items.map((one) => lineOf(one, site)).join("\n") || "There are no digests.",
  },
  {
    name: "create_digest",
    title: "Begin a digest",
    description:
      "Has papers brought to the token's owner from now on, by mail or as a page with feeds: those of a subject, at an hour, or at once (an alert). At most 50.",
    operation: createDigest,
    annotations: { readOnlyHint: false, destructiveHint: false },
    tell: lineOf,
  },
  {
    name: "change_digest",
    title: "Change, pause or resume a digest",
    description:
      "Changes the fields that are given; `subject` and `schedule` are given whole. `state`: `stopped` pauses it, `active` resumes it.",
    operation: changeDigest,
    annotations: { readOnlyHint: false, idempotentHint: true, destructiveHint: false },
    tell: lineOf,
  },
  {
    name: "remove_digest",
    title: "Stop a digest for good",
    description:
      "Removes a digest with its issues; it can not be had back. To pause it, use change_digest.",
    operation: removeDigest,
    annotations: { readOnlyHint: false, destructiveHint: true },
    tell: () => "The digest is gone, and its issues with it.",
  },
  {
    name: "preview_digest",
    title: "What a digest would bring now",
    description:
      "The papers of its next issue as things stand, each with the reason. Sends nothing, and no paper counts as brought.",
    operation: previewDigest,
    annotations: readOnly,
    tell: tellIssue,
  },
];

/** Without the address that opens its issues to whoever has it. */
function lineOf({ id, subject, schedule, papers, route, state, nextDueAt }: Digest, site: Site) {
  const how = [
    scheduleWords(schedule),
    `up to ${papers} papers`,
    route === "mail" ? "by mail" : "as a page with feeds",
    state === "stopped" ? "paused" : nextDueAt ? `next on ${nextDueAt}` : "",
  ];
  const page = `${site.url}/settings/digests/${id}`;
  return `- ${markdownInline(subject.label)} (id ${id}): ${how.filter(Boolean).join(", ")}: ${page}`;
}

function tellIssue({ period, from, until, dueAt, total, papers, replies }: ComingIssue): string {
  const days = from === until ? from : `${from} to ${until}`;
  const head = `The issue ${period}, about ${days}, due ${dueAt}, as things stand now.`;
  if (papers.length + replies.length === 0) return `${head} It would bring nothing.`;
  const found = `${papers.length} of ${total} papers that match, and ${replies.length} replies:`;
  const lines = papers.map(({ title, url, authors, reason }, index) => {
    const by = authors[0] ? ` by ${markdownInline(authors[0].name)}` : "";
    const more = authors.length > 1 ? ` and ${authors.length - 1} more` : "";
    const why = reason ? `. ${markdownInline(reason)}` : "";
    return `${index + 1}. ${markdownInline(title)}${by}${more}${why}: ${url}`;
  });
  const said = replies.map(({ by, text, url }) => `> ${markdownInline(`${by}: ${text}`)}: ${url}`);
  return [`${head} ${found}`, lines.join("\n"), said.join("\n")].filter(Boolean).join("\n\n");
}

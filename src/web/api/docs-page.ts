import { type Html, html, nothing } from "../html.ts";
import type { OpenApiDocument } from "./openapi.ts";

interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** The body of `/docs`: what the OpenAPI document says, for people. */
export function renderDocs(openapi: OpenApiDocument): Html {
  const { info, servers, tags, paths } = openapi;
  const base = servers?.[0]?.url ?? "";
  const operations = Object.entries(paths ?? {}).map(([path, item]) => {
    return [path, (item as { get?: Operation }).get ?? {}] as const;
  });
  return html`<div class="prose"><header class="headline"><h1>${info.title}</h1></header>
${paragraphs(info.description ?? "")}
<p>Base address: <code>${base}</code>. The same for programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI ${openapi.openapi}).</p>
${(tags ?? []).map(
  (tag) => html`<h2 class="rule">${tag.name}</h2><p>${tag.description}.</p>
${operations
  .filter(([, operation]) => operation.tags?.includes(tag.name))
  .map(([path, operation]) => renderOperation(base, path, operation))}`,
)}</div>`;
}

function renderOperation(base: string, path: string, operation: Operation): Html {
  const parameters = operation.parameters ?? [];
  const example = examplePath(path, parameters);
  return html`<h3 id="${anchorOf(path)}"><code>GET ${path}</code></h3>
<p>${operation.summary}. ${inline(operation.description ?? "")}</p>
${parameters.length === 0 ? nothing : html`<ul class="plain">${parameters.map(renderParameter)}</ul>`}
<p>Answers ${Object.entries(operation.responses ?? {}).map(
    ([status, answer], index) =>
      html`${index > 0 ? "; " : ""}<code>${status}</code> ${answer.description}`,
  )}.</p>
<p class="formula" tabindex="0">curl '${base}${example.slice("/api".length)}'</p><p><a href="${example}">Try it<span class="vh">: GET ${path}</span></a></p>
`;
}

function renderParameter(parameter: Parameter): Html {
  const facts = [
    parameter.in === "path" ? "in the path" : parameter.required ? "required" : "",
    describeSchema(parameter.schema ?? {}),
  ].filter(Boolean);
  return html`<li><code>${parameter.name}</code>: ${facts.join("; ")}${parameter.description ? html`. ${inline(parameter.description)}` : nothing}.</li>`;
}

function describeSchema(schema: Schema): string {
  const { minimum, maximum, maxLength } = schema;
  const parts: string[] = [];
  if (schema.enum) parts.push(schema.enum.join(", "));
  else if (schema.items) parts.push("text, may stand several times");
  else parts.push(schema.type === "integer" ? "whole number" : "text");
  if (minimum !== undefined && maximum !== undefined) parts.push(`${minimum} to ${maximum}`);
  if (maxLength !== undefined) parts.push(`at most ${maxLength} characters`);
  if (schema.default !== undefined) parts.push(`default ${schema.default}`);
  if (schema.example !== undefined) parts.push(`such as ${schema.example}`);
  return parts.join("; ");
}

/** An address that can be opened: path parameters and required ones by their example. */
function examplePath(path: string, parameters: readonly Parameter[]): string {
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: place, required, schema } of parameters) {
    const value = String(schema?.example ?? "");
    if (place === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (required) query.set(name, value);
  }
  return `/api${filled}${query.size > 0 ? `?${query}` : ""}`;
}

function anchorOf(path: string): string {
  return path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "");
}

function paragraphs(text: string): Html[] {
  return text
    .split("\n\n")
    .filter(Boolean)
    .map((paragraph) => html`<p>${inline(paragraph)}</p>`);
}

/** Text in which backticks enclose code. */
function inline(text: string): Html[] {
  return text
    .split("`")
    .map((part, index) => (index % 2 ? html`<code>${part}</code>` : html`${part}`));
}

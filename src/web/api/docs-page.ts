import { type Html, html, nothing } from "../html.ts";
import { exampleOf, type Operation, operationsOf, type Schema } from "./examples.ts";
import { problemTitles } from "./framework/problem.ts";
import { failureReasons } from "./framework/to-route.ts";
import type { OpenApiDocument } from "./openapi.ts";

interface Described {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The body of `/docs`: what the OpenAPI document says, for people. */
export function renderDocs(openapi: OpenApiDocument): Html {
  const { info, servers, tags, paths } = openapi;
  const base = servers?.[0]?.url ?? "";
  const operations = operationsOf(paths);
  return html`<div class="prose"><header class="headline"><h1>${info.title}</h1></header>
${paragraphs(info.description ?? "")}
<p>Base address: <code>${base}</code>. The same for programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI ${openapi.openapi}).</p>
<h2 class="rule">Failures</h2><ul class="plain">${Object.entries(problemTitles).map(
    ([status, title]) =>
      html`<li id="problem-${status}"><code>${status}</code> ${title}${failureReasons[Number(status)] ? html`: ${inline(failureReasons[Number(status)] ?? "")}` : nothing}.</li>`,
  )}</ul>
${(tags ?? []).map(
  (tag) => html`<h2 class="rule">${tag.name}</h2><p>${tag.description}.</p>
${operations
  .filter(({ operation }) => operation.tags?.includes(tag.name))
  .map((described) => renderOperation(base, described))}`,
)}</div>`;
}

function renderOperation(base: string, { method, path, operation }: Described): Html {
  const parameters = (operation.parameters ?? []).filter((one) => one.in !== "header");
  const name = `${method.toUpperCase()} ${path}`;
  const example = exampleOf({ path, operation });
  const isOpen = method === "get" && operation["x-access"] === "anyone";
  const fields = operation.requestBody?.content["application/json"]?.schema;
  return html`<h3 id="${operation.operationId}"><code>${name}</code></h3>
<p>${operation.summary}. ${inline(operation.description ?? "")}${permission(operation)}</p>
${parameters.length === 0 ? nothing : html`<ul class="plain">${parameters.map(renderParameter)}</ul>`}
${fields ? html`<p>In the body:</p><ul class="plain">${renderFields(fields)}</ul>` : nothing}
<p>Answers ${Object.entries(operation.responses ?? {}).map(
    ([status, answer], index) =>
      html`${index > 0 ? "; " : ""}<code>${status}</code> ${inline(answer.description ?? "")}`,
  )}.</p>
<p class="formula" tabindex="0">${curl(base, method, operation, example)}</p>${isOpen ? html`<p><a href="${example.address}">Try it<span class="vh">: ${name}</span></a></p>` : nothing}
`;
}

function permission(operation: Operation): Html | "" {
  const access = operation["x-access"];
  if (access === undefined || access === "anyone") return "";
  const who = access === "reader" ? "Needs an account" : `For ${access}s`;
  const scope = operation["x-scope"];
  return scope
    ? html` ${who}; a token with the scope <code>${scope}</code>.`
    : html` ${who}; a session, no token.`;
}

function curl(
  base: string,
  method: string,
  operation: Operation,
  { address, body }: { address: string; body: string | undefined },
): string {
  const parts = ["curl"];
  if (method !== "get") parts.push(`-X ${method.toUpperCase()}`);
  if (operation["x-scope"]) parts.push("-H 'Authorization: Bearer dp_…'");
  if (body) parts.push(`-H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'`);
  return [...parts, `'${base}${address.slice("/api".length)}'`].join(" ");
}

function renderFields(schema: Schema, prefix = ""): Html[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const isRequired = schema.required?.includes(name) ?? false;
    const own = renderParameter({
      name: prefix + name,
      in: "body",
      required: isRequired,
      schema: field,
      ...(field.description && { description: field.description }),
    });
    const choices = field.oneOf ?? field.anyOf ?? [field];
    return [own, ...choices.flatMap((choice) => renderFields(choice, `${prefix}${name}.`))];
  });
}

function renderParameter(parameter: NonNullable<Operation["parameters"]>[number]): Html {
  const facts = [
    parameter.in === "path" ? "in the path" : parameter.required ? "required" : "",
    describeSchema(parameter.schema ?? {}),
  ].filter(Boolean);
  return html`<li><code>${parameter.name}</code>: ${facts.join("; ")}${parameter.description ? html`. ${inline(parameter.description)}` : nothing}.</li>`;
}

const typeNames: Readonly<Record<string, string>> = {
  integer: "whole number",
  boolean: "true or false",
};

function describeSchema(schema: Schema): string {
  const { minimum, maximum, maxLength } = schema;
  const parts: string[] = [];
  if (schema.enum) parts.push(schema.enum.join(", "));
  else if (schema.const !== undefined) parts.push(`“${schema.const}”`);
  else if (schema.oneOf ?? schema.properties) parts.push("object");
  else if (schema.items) parts.push(schema.items.enum?.join(", ") ?? "text", "several");
  else parts.push(typeNames[String(schema.type)] ?? "text");
  if (minimum !== undefined && maximum !== undefined) parts.push(`${minimum} to ${maximum}`);
  if (maxLength !== undefined) parts.push(`at most ${maxLength} characters`);
  if (schema.default !== undefined) parts.push(`default ${schema.default}`);
  if (isPlain(schema.example)) parts.push(`such as ${schema.example}`);
  return parts.join("; ");
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

function isPlain(value: unknown): boolean {
  return value !== undefined && typeof value !== "object";
}

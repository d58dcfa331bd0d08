import assert from "node:assert/strict";
import { type ShownLink, webAddress } from "../service-rules.ts";

export interface HtmlRules {
  readonly tags: readonly string[];
  /** Names of entities; numbers are always known. */
  readonly entities: readonly string[];
  /** Elements without an end. */
  readonly empty: readonly string[];
}

const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Reads HTML that must be right to the letter: known tags, closed in order, no bare signs. */
export function readHtml(html: string, links: ShownLink[], rules: HtmlRules) {
  const token = /<(\/?)([a-z0-9]+)((?: [a-z]+="[^"<>]*")*)(\/?)>|&(#?\w+);|([^<>&]+)/gy;
  const open: { name: string; url: string | undefined; from: number }[] = [];
  let text = "";
  let tags = 0;
  while (token.lastIndex < html.length) {
    const from = token.lastIndex;
    const found = token.exec(html);
    assert.ok(found, `not HTML: ${html.slice(from, from + 40)}`);
    const [, end, name, attributes = "", , entity, plain] = found;
    if (plain !== undefined) text += plain;
    else if (entity !== undefined) text += decode(entity, rules);
    else if (name !== undefined && end === "/") {
      const last = open.pop();
      assert.equal(last?.name, name, `</${name}> closes nothing`);
      if (last?.url !== undefined) links.push({ url: last.url, text: text.slice(last.from) });
    } else if (name !== undefined) {
      tags += 1;
      assert.ok(rules.tags.includes(name), `<${name}> is not known`);
      const url = readAttributes(name, attributes, rules);
      if (rules.empty.includes(name)) text += "\n";
      else open.push({ name, url, from: text.length });
    }
  }
  assert.deepEqual(open, [], "an element is not closed");
  return { text, tags };
}

function readAttributes(name: string, attributes: string, rules: HtmlRules): string | undefined {
  if (attributes === "") {
    assert.notEqual(name, "a", "a link without an address");
    return undefined;
  }
  const [, key, value = ""] = /^ ([a-z]+)="([^"]*)"$/.exec(attributes) ?? [];
  assert.equal(`${name} ${key}`, "a href");
  return webAddress(value.replace(/&(#?\w+);/g, (_, entity: string) => decode(entity, rules)));
}

function decode(entity: string, { entities }: HtmlRules): string {
  if (entity.startsWith("#")) return String.fromCodePoint(Number(entity.slice(1)));
  assert.ok(entities.includes(entity), `&${entity}; is not known`);
  return characters[entity] ?? "";
}

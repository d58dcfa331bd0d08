import { TextDecoder } from "node:util";
import { Parser } from "htmlparser2";

/** What a page says of itself to machines. */
export interface PageMetadata {
  /** `<meta>` by lower-case name or property, in the order of the page. */
  readonly meta: ReadonlyMap<string, readonly string[]>;
  /** Texts of `<script type="application/ld+json">`. */
  readonly jsonLd: readonly string[];
  readonly canonical?: string;
  readonly title?: string;
}

const MAX_META = 2_000;
const MAX_VALUE = 20_000;
const MAX_JSON_LD = 512 * 1024;
const CHUNK = 64 * 1024;

/** Reads a page's metadata; the parser keeps no tree, so that its size costs no memory. */
export function readPage(body: Buffer, contentType: string): PageMetadata {
  const meta = new Map<string, string[]>();
  const jsonLd: string[] = [];
  const state = { inScript: false, inTitle: false, script: "", title: "", canonical: "", count: 0 };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "meta") addMeta(attributes);
      else if (name === "link" && attributes.rel?.toLowerCase() === "canonical") {
        state.canonical ||= attributes.href ?? "";
      } else if (name === "title" && state.title === "") state.inTitle = true;
      else if (name === "script") {
        state.inScript = /^application\/ld\+json\b/i.test(attributes.type?.trim() ?? "");
        state.script = "";
      }
    },
    ontext(text) {
      if (state.inScript && state.script.length < MAX_JSON_LD) state.script += text;
      if (state.inTitle && state.title.length < MAX_VALUE) state.title += text;
    },
    onclosetag(name) {
      if (name === "title") state.inTitle = false;
      if (name === "script" && state.inScript) {
        state.inScript = false;
        jsonLd.push(state.script);
      }
    },
  });

  function addMeta(attributes: Readonly<Record<string, string>>): void {
    const name = (attributes.name ?? attributes.property ?? attributes.itemprop ?? "")
      .trim()
      .toLowerCase();
    const { content } = attributes;
    if (name === "" || content === undefined || state.count >= MAX_META) return;
    state.count += 1;
    const values = meta.get(name);
    if (values) values.push(content.slice(0, MAX_VALUE));
    else meta.set(name, [content.slice(0, MAX_VALUE)]);
  }

  const decoder = createDecoder(body, contentType);
  for (let start = 0; start < body.length; start += CHUNK) {
    parser.write(decoder.decode(body.subarray(start, start + CHUNK), { stream: true }));
  }
  parser.end(decoder.decode());
  const { canonical, title } = state;
  return { meta, jsonLd, ...(canonical && { canonical }), ...(title && { title }) };
}

/** By the encoding the answer names, else the page itself within its first kilobyte. */
function createDecoder(body: Buffer, contentType: string): TextDecoder {
  const said = /charset\s*=\s*["']?([\w-]+)/i;
  const name = said.exec(contentType)?.[1] ?? said.exec(body.toString("latin1", 0, 1024))?.[1];
  try {
    return new TextDecoder(name ?? "utf-8");
  } catch {
    return new TextDecoder();
  }
}

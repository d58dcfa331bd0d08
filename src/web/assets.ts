import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createDocument, type Document } from "./http/document.ts";

/** The parts of the one style sheet, in the order of the cascade. */
const styles = [
  "base",
  "masthead",
  "parts",
  "edition",
  "search",
  "paper",
  "comments",
  "forms",
  "library",
  "account",
  "utilities",
];
/** The parts of the one script, in the order in which they run. */
const scripts = ["page", "keys", "marks", "search", "comments"];
const fonts = ["newsreader-d", "newsreader-t", "newsreader-ti"];

export interface Assets {
  /** Address of the asset, with a hash of its content in it. */
  path(name: AssetName): string;
  find(fileName: string): Document | undefined;
}

export type AssetName = "app.css" | "app.js" | "passkeys.js" | "favicon.svg" | `${string}.woff2`;

/** Reads the assets once; each is served under the hash of its content, for ever. */
export function loadAssets(): Assets {
  const documents = new Map<string, Document>();
  const paths = new Map<string, string>();
  const add = (name: string, body: string | Buffer, type: string): void => {
    const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
    const dot = name.lastIndexOf(".");
    const fileName = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
    paths.set(name, `/assets/${fileName}`);
    const headers = { "content-type": type, "cache-control": IMMUTABLE };
    documents.set(fileName, createDocument(body, headers));
  };
  const path = (name: string): string => paths.get(name) ?? `/assets/${name}`;
  for (const font of fonts) add(`${font}.woff2`, read(`fonts/${font}.woff2`), "font/woff2");
  add("favicon.svg", read("favicon.svg"), "image/svg+xml");
  add("app.css", composeStyle(path), "text/css; charset=utf-8");
  const script = "text/javascript; charset=utf-8";
  add("app.js", scripts.map((name) => read(`scripts/${name}.js`)).join("\n"), script);
  add("passkeys.js", read("passkeys.js"), script);
  return { path, find: (fileName) => documents.get(fileName) };
}

const IMMUTABLE = "public, max-age=31536000, immutable";

/** One sheet of all parts; `asset:NAME` becomes the address under which NAME is served. */
function composeStyle(path: (name: string) => string): string {
  return styles
    .map((name) => read(`styles/${name}.css`).toString())
    .join("\n")
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\n\s+/g, "\n")
    .replace(/asset:([\w.-]+)/g, (_, name: string) => path(name));
}

function read(file: string): Buffer {
  return readFileSync(new URL(`assets/${file}`, import.meta.url));
}

import { createHash } from "node:crypto";
import { chooseEncoding, type Encoding, encodeBody, isCompressible } from "./content-encoding.ts";

/** A body with everything needed to answer for it again and again. */
export interface Document {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  /** Strong, without quotes; one per body. */
  readonly tag: string;
  readonly packed: Map<Encoding, Promise<Buffer>>;
}

export function createDocument(
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  status = 200,
): Document {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const tag = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  return { body: bytes, headers, status, tag, packed: new Map() };
}

/**
 * Answers a request with a document: 304 when the reader has it (RFC 9110, 13.1.2), else the
 * body in the best encoding that the reader takes. A packed body is kept for the next reader.
 * Each encoding has a strong tag of its own.
 */
export async function answerWith(document: Document, request: Request): Promise<Response> {
  const headers = new Headers(document.headers);
  addVary(headers, "Accept-Encoding");
  const type = headers.get("content-type") ?? "";
  const encoding = isCompressible(type, document.body.length)
    ? chooseEncoding(request.headers.get("accept-encoding"))
    : "identity";
  const etag = `"${document.tag}${encoding === "identity" ? "" : `-${encoding}`}"`;
  headers.set("etag", etag);
  if (document.status === 200 && names(request.headers.get("if-none-match"), etag)) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  if (encoding !== "identity") headers.set("content-encoding", encoding);
  const body = await pack(document, encoding);
  headers.set("content-length", String(body.length));
  const content = request.method === "HEAD" ? null : new Uint8Array(body);
  return new Response(content, { status: document.status, headers });
}

function pack(document: Document, encoding: Encoding): Promise<Buffer> {
  let packed = document.packed.get(encoding);
  if (!packed) {
    packed = encodeBody(document.body, encoding);
    document.packed.set(encoding, packed);
  }
  return packed;
}

/** Whether `If-None-Match` names this tag; the comparison is weak, as the standard asks. */
function names(header: string | null, etag: string): boolean {
  if (header === null) return false;
  if (header.trim() === "*") return true;
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

export function addVary(headers: Headers, name: string): void {
  const vary = headers.get("vary");
  const has = vary?.split(/\s*,\s*/).some((one) => one.toLowerCase() === name.toLowerCase());
  if (!has) headers.set("vary", vary ? `${vary}, ${name}` : name);
}

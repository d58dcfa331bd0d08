import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** How a body travels; the names are those of RFC 9110, 8.4.1. */
export type Encoding = "identity" | "gzip" | "br";

/** Bodies below this gain nothing from compression. */
const MIN_BYTES = 1_000;
/** Brotli at 5 packs tighter than gzip at 6 in about the same time. */
const BROTLI_QUALITY = 5;

const packGzip = promisify(gzip);
const packBrotli = promisify(brotliCompress);

/** The best encoding that the `Accept-Encoding` header allows. */
export function chooseEncoding(accepted: string | null | undefined): Encoding {
  const allowed = new Map<string, number>();
  for (const part of (accepted ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith("q="));
    allowed.set(name, quality === undefined ? 1 : Number(quality.slice(2)) || 0);
  }
  for (const encoding of ["br", "gzip"] as const) {
    if ((allowed.get(encoding) ?? allowed.get("*") ?? 0) > 0) return encoding;
  }
  return "identity";
}

/** Packs a body off the main thread; small ones are left as they are. */
export async function encodeBody(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "gzip") return packGzip(body, { level: 6 });
  if (encoding === "identity") return body;
  return packBrotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

/** Whether a body of this media type and size is worth packing. */
export function isCompressible(mediaType: string, bytes: number): boolean {
  return (
    bytes >= MIN_BYTES && /^text\/|[/+](json|xml|javascript)\b|svg|x-bibtex|x-res/.test(mediaType)
  );
}

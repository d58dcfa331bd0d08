import { type Format, mediaTypes } from "./formats.ts";

/** A document for programs: typed, never sniffed, harmless when opened in a browser, readable from any origin. */
export function respond(body: string, format: Format, headers: Record<string, string> = {}) {
  return new Response(body, {
    headers: {
      "content-type": mediaTypes[format],
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "access-control-allow-origin": "*",
      "cache-control": "public, no-cache",
      vary: "Accept-Encoding",
      ...headers,
    },
  });
}

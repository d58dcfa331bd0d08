const SIGNATURES: readonly (readonly [string, string])[] = [
  ["%PDF-", "a PDF document"],
  ["PK\u0003\u0004", "packed with zip; unpack it first"],
  ["BZh", "packed with bzip2; unpack it first"],
  ["\u00fd7zXZ\u0000", "packed with xz; unpack it first"],
  ["7z\u00bc\u00af", "packed with 7-Zip; unpack it first"],
  ["\u0089PNG", "an image"],
  ["\u00ff\u00d8\u00ff", "an image"],
  ["GIF8", "an image"],
  ["SQLite format 3\u0000", "a database"],
  ["PAR1", "a Parquet table"],
];

/** What a file is that holds no text; `undefined` when it may be text. */
export function describeBinary(firstBytes: Buffer): string | undefined {
  const head = firstBytes.toString("latin1", 0, 16);
  const signature = SIGNATURES.find(([start]) => head.startsWith(start));
  if (signature) return signature[1];
  const isUtf16 = /^(\u00ff\u00fe|\u00fe\u00ff)/.test(head);
  if (isUtf16 || !firstBytes.subarray(0, 8192).includes(0)) return undefined;
  return firstBytes.toString("latin1", 257, 262) === "ustar"
    ? "packed with tar; unpack it first"
    : "binary data and no text";
}

/** The encoding an XML declaration names, when it is another than UTF-8 and is known. */
export function declaredEncoding(firstBytes: Buffer): string | undefined {
  const head = firstBytes.toString("latin1", 0, 200);
  const name = /^\s*<\?xml[^>]*\bencoding=["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase();
  if (name === undefined || name === "utf-8" || name.startsWith("utf-16")) return undefined;
  try {
    return new TextDecoder(name).encoding === "utf-8" ? undefined : name;
  } catch {
    return undefined;
  }
}

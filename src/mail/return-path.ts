import type { DeliveryName } from "./addresses.ts";
import type { MailKeys } from "./keys.ts";
import type { ReturnPath } from "./mail.ts";

/** RFC 5321, section 4.5.3.1.1. */
const MAX_LOCAL_CHARACTERS = 64;
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
/** The keys of rows: 12 bytes. */
const USUAL_ID = /^[\w-]{16}$/;
/** Issues at once are named by their minute. */
const MINUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;
const MINUTE_MS = 60_000;

/** What a return path or ENVID names, and the seal that proves it is ours. */
interface NamedReturn {
  readonly delivery: DeliveryName;
  readonly seal: string;
}

export interface ReturnPaths {
  make(name: DeliveryName, to: string): ReturnPath;
  /** @param text the address a report came to, or an ENVID. */
  read(text: string): NamedReturn | undefined;
  /** Whether that delivery was to this address, and the name made here. */
  isOf(named: NamedReturn, address: string): boolean;
}

/**
 * Names deliveries in the addresses that bounces come back to (VERP) and in ENVID (RFC 3461),
 * in letters that may be written large or small. The seal covers the recipient too, so nobody
 * can have another's address suppressed.
 */
export function createReturnPaths(
  keys: MailKeys,
  { bounceAddress, sender }: { readonly bounceAddress: string; readonly sender: string },
): ReturnPaths {
  const at = bounceAddress.lastIndexOf("@");
  const [local, domain] = [bounceAddress.slice(0, at), bounceAddress.slice(at)];
  const sealOf = (name: DeliveryName, to: string) =>
    keys.seal(`${name.digestId}\n${name.period}\n${to.trim().toLowerCase()}`);
  return {
    make(name, to) {
      const envelopeId = `${encodeId(name.digestId)}.${encodePeriod(name.period)}.${sealOf(name, to)}`;
      const named = `${local}+${envelopeId}`;
      const fits = at > 0 && named.length <= MAX_LOCAL_CHARACTERS;
      return { from: fits ? named + domain : bounceAddress || sender, envelopeId };
    },
    read(text) {
      const match = /(?:^|\+)([ix][a-z2-7]*)\.([\w=-]+)\.([0-9a-f]{16})(?:@|$)/i.exec(text.trim());
      const [, id = "", period = "", seal = ""] = match ?? [];
      const digestId = decodeId(id.toLowerCase());
      const decoded = decodePeriod(period.toLowerCase());
      if (!match || digestId === undefined || decoded === undefined) return undefined;
      return { delivery: { digestId, period: decoded }, seal: seal.toLowerCase() };
    },
    isOf: ({ delivery, seal }, address) => sealOf(delivery, address) === seal,
  };
}

function encodeId(id: string): string {
  return USUAL_ID.test(id)
    ? `i${toBase32(Buffer.from(id, "base64url"))}`
    : `x${toBase32(Buffer.from(id))}`;
}

function decodeId(text: string): string | undefined {
  const bytes = fromBase32(text.slice(1));
  const id = bytes.toString(text.startsWith("i") ? "base64url" : "utf8");
  return encodeId(id) === text ? id : undefined;
}

/** Days and weeks as they are; minutes in few letters; anything else letter by letter. */
function encodePeriod(period: string): string {
  if (/^\d{4}(-\d\d(-\d\d)?|-W\d\d)$/.test(period)) return period.toLowerCase();
  const minute = MINUTE.test(period) ? Date.parse(period) / MINUTE_MS : Number.NaN;
  if (minute >= 0 && nameOfMinute(minute) === period) return `t${minute.toString(36)}`;
  return `x${toBase32(Buffer.from(period))}`;
}

function decodePeriod(text: string): string | undefined {
  if (/^\d/.test(text)) return text.toUpperCase();
  if (text.startsWith("x")) return fromBase32(text.slice(1)).toString();
  return nameOfMinute(Number.parseInt(text.slice(1), 36));
}

function nameOfMinute(minute: number): string | undefined {
  const instant = new Date(minute * MINUTE_MS);
  return Number.isNaN(instant.getTime())
    ? undefined
    : instant.toISOString().replace(/:\d\d\.\d+Z$/, "Z");
}

function toBase32(bytes: Buffer): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    held = (held << 5) | Math.max(0, BASE32.indexOf(letter));
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(held >> bits);
    held &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}

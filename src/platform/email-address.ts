import { domainToASCII } from "node:url";
import { AppError } from "./errors.ts";

/** RFC 5321, section 4.5.3.1: the longest that a mail server must take. */
const MAX_CHARACTERS = 254;
const MAX_LOCAL_CHARACTERS = 64;
/** Dot-atoms of RFC 5322; quoted local parts are refused, nobody has one. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** What a person may type: letters of any script. An address parser would cut off a path. */
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * An address in the one form in which it is kept: lower case, the domain in ASCII. Nothing
 * that passes can end a header line or an SMTP command.
 *
 * @throws AppError `invalid` when mail can not be sent to it.
 */
export function parseEmailAddress(text: string): string {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, at);
  const typed = trimmed.slice(at + 1);
  const domain = TYPED_DOMAIN.test(typed) ? domainToASCII(typed) : "";
  const address = `${local.toLowerCase()}@${domain}`;
  const isValid =
    at > 0 &&
    local.length <= MAX_LOCAL_CHARACTERS &&
    address.length <= MAX_CHARACTERS &&
    LOCAL_PART.test(local) &&
    DOMAIN.test(domain);
  if (isValid) return address;
  throw new AppError("invalid", "This is not an address that mail can be sent to");
}

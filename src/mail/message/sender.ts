import addressparser from "nodemailer/lib/addressparser";
import { AppError } from "#platform";
import type { Sender } from "../mail.ts";

/** @throws AppError `invalid` when `mailFrom` names nobody. */
export function parseSender(mailFrom: string, siteTitle: string): Sender {
  const first = addressparser(mailFrom || "digest@localhost")[0];
  const address = first?.address ?? "";
  const domain = address.slice(address.lastIndexOf("@") + 1);
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address)) {
    throw new AppError("invalid", "MAIL_FROM must be an address such as News <news@example.org>");
  }
  return { name: first?.name || siteTitle, address, domain };
}

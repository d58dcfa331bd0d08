import { AppError } from "#platform";

const MAX_DISPLAY_NAME = 60;
const MAX_ABOUT = 500;
/** Controls, and what turns the direction of writing or is not seen. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** One line of letters. @throws AppError `invalid`. */
export function checkDisplayName(text: string): string {
  const name = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  if ([...name].length > MAX_DISPLAY_NAME || UNSEEN.test(name)) {
    throw new AppError(
      "invalid",
      `The shown name is one line of up to ${MAX_DISPLAY_NAME} letters`,
    );
  }
  return name;
}

/** A few lines. @throws AppError `invalid`. */
export function checkAbout(text: string): string {
  const about = text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  if ([...about].length > MAX_ABOUT || UNSEEN.test(about.replaceAll(/[\n\t]/g, " "))) {
    throw new AppError("invalid", `The text about you has up to ${MAX_ABOUT} characters`);
  }
  return about;
}

/** What somebody calls a token or a passkey. @throws AppError `invalid`. */
export function checkLabel(text: string, fallback: string): string {
  const label = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  if ([...label].length > MAX_DISPLAY_NAME || UNSEEN.test(label)) {
    throw new AppError("invalid", `The label is one line of up to ${MAX_DISPLAY_NAME} letters`);
  }
  return label || fallback;
}

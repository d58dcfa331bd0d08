import { AppError } from "#platform";
import { type CollectionFields, visibilities } from "./collections.ts";

const MAX_TITLE = 120;
const MAX_ABOUT = 2_000;
const MAX_NOTE = 2_000;

/** Trimmed fields. @throws AppError `invalid` with what to change. */
export function checkFields(fields: Partial<CollectionFields>): Partial<CollectionFields> {
  const { title, about, visibility } = fields;
  const name = title?.trim().replace(/\s+/g, " ");
  if (name !== undefined && (name === "" || name.length > MAX_TITLE)) {
    throw new AppError("invalid", `Give the collection a title of 1 to ${MAX_TITLE} characters.`);
  }
  if (about !== undefined && about.length > MAX_ABOUT) {
    throw new AppError("invalid", `Say what it is about in at most ${MAX_ABOUT} characters.`);
  }
  if (visibility !== undefined && !visibilities.includes(visibility)) {
    throw new AppError("invalid", `A collection is one of: ${visibilities.join(", ")}.`);
  }
  return {
    ...(name === undefined ? {} : { title: name }),
    ...(about === undefined ? {} : { about: about.trim() }),
    ...(visibility === undefined ? {} : { visibility }),
  };
}

export function checkNote(note: string): string {
  if (note.length <= MAX_NOTE) return note.trim();
  throw new AppError("invalid", `A note has at most ${MAX_NOTE} characters.`);
}

import type { HonoRequest } from "hono";
import { AppError } from "#platform";
import { isForPrograms } from "./bearer.ts";

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * Whether the address or a form holds the character zero, which no text needs and PostgreSQL
 * does not store.
 */
export async function holdsZeroCharacter(request: HonoRequest): Promise<boolean> {
  if (request.url.includes("%00")) return true;
  const type = request.header("content-type") ?? "";
  // The API and MCP take no forms, and read their bodies themselves.
  const isForm = request.method === "POST" && FORM.test(type) && !isForPrograms(request.path);
  if (!isForm) return false;
  const fields = [...(await readForm(request))];
  return fields.some((field) => field.some(isZeroed));
}

/** @throws AppError `invalid` for what is no form, though it says so. */
async function readForm(request: HonoRequest): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new AppError("invalid", "This form can not be read; load its page and send it again.");
  }
}

function isZeroed(value: unknown): boolean {
  return typeof value === "string" && value.includes("\0");
}

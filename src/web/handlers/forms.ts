import { AppError, type ErrorCode } from "#platform";
import type { WebContext } from "../web-context.ts";

/** The texts of a form, trimmed; what is missing, sent several times or a file is empty. */
export async function readForm(context: WebContext): Promise<(name: string) => string> {
  const body = await context.req.parseBody({ all: true });
  return (name) => {
    const value = body[name];
    return typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : "";
  };
}

/** Some of them by name. */
export async function readTexts<Name extends string>(
  context: WebContext,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const read = await readForm(context);
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>;
}

/** What whoever filled in a form can mend. */
const canBeMended: readonly ErrorCode[] = ["invalid", "conflict", "unauthenticated"];

/** The outcome, or the message of a failure with one of the codes; other failures go on. */
export async function attempt<Value>(
  act: () => Promise<Value>,
  codes: readonly ErrorCode[] = canBeMended,
): Promise<{ readonly value: Value } | { readonly problem: string }> {
  try {
    return { value: await act() };
  } catch (error) {
    if (error instanceof AppError && codes.includes(error.code)) return { problem: error.message };
    throw error;
  }
}

/** As `attempt`, where nothing comes of it but that it is done. */
export async function problemOf(
  act: () => Promise<unknown>,
  codes?: readonly ErrorCode[],
): Promise<string | undefined> {
  const outcome = await attempt(act, codes);
  return "problem" in outcome ? outcome.problem : undefined;
}

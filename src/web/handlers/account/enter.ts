import type { SignedIn } from "#accounts";
import { AppError } from "#platform";
import type { WebContext } from "../../web-context.ts";
import type { AccountDesk } from "./account-desk.ts";

/** Where a newcomer goes on unless something was asked for. */
const WELCOME_PATH = "/settings";

/** Who signed in, or why not. */
export async function attempt(act: () => Promise<SignedIn>): Promise<SignedIn | string> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") return error.message;
    throw error;
  }
}

/** Begins the session and leads to where somebody wanted to go. */
export async function goOn(
  desk: AccountDesk,
  context: WebContext,
  signedIn: SignedIn,
): Promise<Response> {
  const next = await enterAndFindNext(desk, context, signedIn);
  return desk.lead(context, next, signedIn.isNew ? "welcome" : "signed-in");
}

export async function enterAndFindNext(
  desk: AccountDesk,
  context: WebContext,
  signedIn: SignedIn,
): Promise<string> {
  const wanted = desk.cookies.next(context);
  await desk.enter(context, signedIn);
  return wanted === "/" && signedIn.isNew ? WELCOME_PATH : wanted;
}

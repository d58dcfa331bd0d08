import type { Period } from "#editions";
import { findDay } from "#platform";
import { problemResponse } from "./api/index.ts";
import { describeFailure } from "./error-response.ts";
import { isForPrograms } from "./http/bearer.ts";
import { loggedPath } from "./http/logged-path.ts";
import type { PageServer } from "./page-server.ts";
import { errorPage } from "./pages/error-page.ts";
import type { WebParts } from "./parts.ts";
import type { WebContext } from "./web-context.ts";

/** A request that is refused without anything having failed. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FailureResponder {
  /** Answers for what was thrown. */
  tell(context: WebContext, error: unknown): Promise<Response>;
  refuse(context: WebContext, refusal: Refusal): Promise<Response>;
}

/** Answers for whatever went wrong: a page for people, a line of text for programs. */
export function createFailureResponder(parts: WebParts, server: PageServer): FailureResponder {
  return {
    async tell(context, error) {
      const { isInternal, ...refusal } = describeFailure(error);
      if (isInternal) {
        const requestId = context.get("requestId");
        // The path alone: a query may hold a subscriber's token.
        const path = loggedPath(context.req.path);
        parts.log.error({ err: error, requestId, path }, "request failed");
      }
      return refuse(context, refusal);
    },
    refuse,
  };

  async function refuse(context: WebContext, refusal: Refusal): Promise<Response> {
    const { status, message, headers } = refusal;
    const response = await answer(context, {
      status,
      message,
      requestId: context.get("requestId"),
    });
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  }

  async function answer(
    context: WebContext,
    failure: { status: number; message: string; requestId: string },
  ): Promise<Response> {
    const { status, message, requestId } = failure;
    if (isForPrograms(context.req.path)) {
      const told = { status, detail: message, headers: {} };
      return problemResponse(told, parts.site, failure.requestId);
    }
    if (context.env.format || /^\/assets\//.test(context.req.path)) {
      return plain(`${message}\n`, status);
    }
    try {
      const nearest = status === 404 ? await nearestTo(context.req.path) : undefined;
      const view = { status, message, requestId, nearest };
      return await server.oncePage(context, () => errorPage(view), status);
    } catch {
      // Where even the page fails, for instance because the database is gone.
      return plain(`${message} Request ${requestId}\n`, status);
    }
  }

  async function nearestTo(path: string): Promise<Period | undefined> {
    const text = /\d{4}-\d{2}-\d{2}/.exec(path)?.[0] ?? /\d{4}-\d{2}/.exec(path)?.[0];
    if (!text) return undefined;
    const day = findDay(text) ?? findDay(`${text.slice(0, 7)}-28`);
    return day ? parts.editions.nearest(day as string as Period) : undefined;
  }
}

function plain(text: string, status: number): Response {
  return new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

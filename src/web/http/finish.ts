import { answerWith, createDocument } from "./document.ts";

/**
 * Gives an answer that was made afresh (a feed, the API) what a kept page has: a strong tag,
 * a 304 for who knows it, and compression. Others pass as they are.
 */
export async function finish(request: Request, response: Response): Promise<Response> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const { headers } = response;
  if (!isRead || response.status !== 200 || headers.has("etag")) return response;
  if (!headers.has("content-type")) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const kept = Object.fromEntries([...headers].filter(([name]) => name !== "content-length"));
  return answerWith(createDocument(body, kept, response.status), request);
}

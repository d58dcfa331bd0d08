/**
 * Reads the answers of the Daily Papers API as its widespread Python client does: each field at
 * the level, under the name and with the fallbacks that it uses. What it finds nowhere is null.
 */
export interface ClientPaper {
  readonly id: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly authors: readonly string[] | null;
  readonly publishedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly upvotes: number | null;
  readonly comments: number | null;
  readonly submittedBy: { readonly username: string; readonly avatarUrl: string } | null;
  readonly organization: { readonly name: string; readonly avatarUrl: string } | null;
  readonly discussionId: string | null;
  readonly aiSummary: string | null;
  readonly aiKeywords: readonly string[] | null;
  readonly githubRepo: string | null;
  readonly githubStars: number | null;
  readonly projectPage: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: the client knows no types either
type Json = any;

export function readClientPaper(item: Json): ClientPaper {
  const paper = item.paper ?? {};
  const either = (name: string) => paper[name] || item[name] || null;
  const authors = either("authors");
  const submitter = item.submittedBy ?? item.submittedOnDailyBy;
  return {
    id: item.id ?? paper.id ?? null,
    title: item.title ?? null,
    summary: either("summary"),
    authors: authors?.map((author: Json) => author.name) ?? null,
    publishedAt: readInstant(either("publishedAt")),
    submittedAt: readInstant(item.publishedAt ?? item.submittedOnDailyAt),
    upvotes: either("upvotes"),
    comments: item.numComments ?? null,
    submittedBy: submitter
      ? { username: submitter.user ?? "", avatarUrl: submitter.avatarUrl ?? "" }
      : null,
    organization: item.organization
      ? { name: item.organization.name ?? "", avatarUrl: item.organization.avatarUrl ?? "" }
      : null,
    discussionId: either("discussionId"),
    // These it reads at the top level alone.
    aiSummary: item.ai_summary ?? null,
    aiKeywords: item.ai_keywords ?? null,
    githubRepo: item.githubRepo ?? null,
    githubStars: item.githubStars ?? null,
    projectPage: item.projectPage ?? null,
  };
}

/** It takes no other spelling of an instant than this one. */
function readInstant(text: string | null): Date | null {
  if (text === null) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) {
    throw new Error(`the client can not read the instant "${text}"`);
  }
  return new Date(text);
}

/** Words of the page around the papers, in lower case. */
const FURNITURE = new Set([
  "new",
  "get trending papers in your email inbox!",
  "get trending papers in your email inbox once a day!",
  "subscribe",
  "daily papers",
  "trending papers",
  "by ak and the research community",
  "byak and the research community",
  "daily papersbyak and the research community",
  "daily papers by ak and the research community",
]);

/** Menus, which stand before the first paper or behind the last one. */
const MENUS = new Set([
  "hugging face",
  "models",
  "datasets",
  "spaces",
  "community",
  "docs",
  "enterprise",
  "pricing",
  "log in",
  "sign up",
  "daily",
  "weekly",
  "monthly",
  "trending",
  "papers",
  "search",
  "submit",
  "previous",
  "next",
  "load more",
  "company",
  "tos",
  "privacy",
  "about",
  "careers",
  "jobs",
  "website",
  "inference providers",
  "system theme",
  "© hugging face",
]);

const INVITATION = /^get trending papers in your email inbox/i;
const BUTTON = "Subscribe";

function folded(line: string): string {
  return line.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Whether the line is furniture wherever it stands. */
export function isFurniture(line: string): boolean {
  return line.length < 60 && FURNITURE.has(folded(line));
}

/** Whether the line is furniture when no paper is open: before the first, behind the last. */
export function isMenu(line: string): boolean {
  return line.length < 40 && MENUS.has(folded(line));
}

/** Whether the button "Subscribe" comes next, perhaps glued to the first title. */
export function isInvitation(line: string): boolean {
  return INVITATION.test(line.trim());
}

/** The title behind the button that a saved page has run into it. */
export function withoutButton(line: string): string {
  const text = line.trim();
  return text.startsWith(BUTTON) ? text.slice(BUTTON.length).trim() : text;
}

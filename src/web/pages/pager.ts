import { count } from "../dates.ts";
import { type Html, html } from "../html.ts";

/** Links to the pages of a list: the first, the last and those around the current one. */
export function pager(page: number, pages: number, path: (page: number) => string): Html | "" {
  if (pages < 2) return "";
  const links = shown(page, pages).map((number) => {
    if (number === 0) return html`<span aria-hidden="true">…</span>`;
    const current = number === page ? html` aria-current="page"` : "";
    return html`<a${current} href="${path(number)}"><span class="vh">Page </span>${number}</a>`;
  });
  const next =
    page < pages ? html`<a class="next" rel="next" href="${path(page + 1)}">Next page →</a>` : "";
  return html`<nav class="pages" aria-label="Pages">${links}${next}</nav>`;
}

/** What stands where a page of the list would be, had it so many. */
export function pastTheEnd(pages: number, lastPage: string): Html {
  return html`<p class="big">This list has ${count(pages, "page")}. <a class="go" href="${lastPage}">Go to the last one</a></p>`;
}

/** 0 stands for pages left out. */
function shown(page: number, pages: number): number[] {
  const wanted = [1, page - 1, page, page + 1, page + 2, pages];
  const numbers = [...new Set(wanted)].filter((one) => one >= 1 && one <= pages);
  return numbers
    .toSorted((a, b) => a - b)
    .flatMap((number, index, all) =>
      index > 0 && number - (all[index - 1] ?? 0) > 1 ? [0, number] : [number],
    );
}

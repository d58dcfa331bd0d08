import { type Html, html, raw } from "../html.ts";

/** Drawings on a grid of 16; strokes unless of class `f`. */
const drawings = {
  vote: '<path d="M8 4.5 13 12H3z"/>',
  chat: '<path d="M2.5 3h11v8H7l-3 2.5V11H2.5z"/>',
  pdf: '<path d="M4 1.8h5.2L12.5 5v9.2H4zM9 2v3.2h3.3M6 8.5h4.5M6 11h4.5"/>',
  code: '<path d="m5.5 4-4 4 4 4m5-8 4 4-4 4"/>',
  similar: '<circle cx="6" cy="8" r="4.2"/><circle cx="10" cy="8" r="4.2"/>',
  find: '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/>',
  theme: '<circle cx="8" cy="8" r="5.4"/><path class="f" d="M8 2.6a5.4 5.4 0 0 1 0 10.8z"/>',
  menu: '<path d="M2 4.5h12M2 8h12M2 11.5h12"/>',
  remove: '<path d="m4.5 4.5 7 7m0-7-7 7"/>',
  feed: '<path d="M3 8.2A4.8 4.8 0 0 1 7.8 13M3 3.6A9.4 9.4 0 0 1 12.4 13"/><circle class="f" cx="4" cy="12" r="1.3"/>',
  save: '<path d="M4 2h8v12l-4-3.2L4 14z"/>',
  check: '<path d="m3 8.5 3.5 3.5L13 4.5"/>',
  cite: '<path d="M3 9.5V7.2C3 5 4 4 6 3.7M3 9.5h3.2v3H3zm6.8 0V7.2c0-2.2 1-3.2 3-3.5M9.8 9.5H13v3H9.8z"/>',
  link: '<path d="M6.7 9.3 12.5 3.5M8.5 3.3h4.2v4.2M11 9.5v3.2H3.3V5h3.2"/>',
} as const;

export type IconName = keyof typeof drawings;

/** Icons of the masthead, which every page has. */
const always: readonly IconName[] = ["find", "theme", "menu"];

/** The drawings a page uses, once; `icon` refers to them. */
export function iconSheet(names: readonly IconName[]): Html {
  const symbols = [...new Set([...always, ...names])].map(
    (name) => `<symbol id="i-${name}" viewBox="0 0 16 16">${drawings[name]}</symbol>`,
  );
  return html`<svg hidden>${raw(symbols.join(""))}</svg>`;
}

/** An icon beside words that say the same. */
export function icon(name: IconName): Html {
  return raw(`<svg aria-hidden="true"><use href="#i-${name}"/></svg>`);
}

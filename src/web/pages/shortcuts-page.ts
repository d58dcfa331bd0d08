import { type Html, html } from "../html.ts";
import type { PageContent } from "./page.ts";

const keys: readonly (readonly [string, string])[] = [
  ["j", "Next paper"],
  ["k", "Previous paper"],
  ["o", "Open the paper"],
  ["p", "Open its PDF"],
  ["u", "Vote for it, or take the vote back"],
  ["b", "Bookmark it"],
  ["c", "Its comments"],
  ["h", "Previous edition, or page"],
  ["l", "Next edition, or page"],
  ["/", "Search"],
  ["g t", "Today’s edition"],
  ["g w", "This week"],
  ["g m", "This month"],
  ["g a", "All editions"],
  ["t", "Light or dark"],
  ["?", "This page"],
  ["Esc", "Close what is open"],
];

/** Single keys can get in the way of speech input, so they can be switched off (WCAG 2.1.4). */
export function shortcutsPage(): PageContent {
  return {
    title: "Keyboard shortcuts",
    description: "The keys of this site, and a switch for them.",
    main: html`<div class="prose"><header class="headline"><h1>Keyboard shortcuts</h1></header>
<dl class="facts keys">${keys.map(row)}</dl>
<p class="switch" id="key-switch" hidden><label><input type="checkbox" id="keys-on" checked> Use these keys in this browser</label></p>
<noscript><p class="note">The keys need JavaScript, which is switched off here. All they do can be done with links and forms.</p></noscript></div>`,
  };
}

function row([key, does]: readonly [string, string]): Html {
  const parts = key.split(" ").map((part) => html`<kbd>${part}</kbd> `);
  return html`<div><dt>${parts}</dt><dd>${does}</dd></div>`;
}

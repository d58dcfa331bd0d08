import type { Collection } from "#community";
import type { PaperWithTally } from "#papers";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { hidden } from "../form-parts.ts";
import type { Frame } from "../page.ts";
import { markButton } from "./paper-buttons.ts";

/** What else a reader may do with a paper: read, not interested, into a collection. */
export function collectMenu(
  frame: Frame,
  paper: PaperWithTally,
  collections: readonly Collection[],
): Html | "" {
  if (!frame.viewer || !frame.isOpen) return "";
  return html`<details class="pop"><summary class="act">Keep</summary><div><ul class="acts">${markButton(frame, paper, { name: "read" })}${markButton(frame, paper, { name: "hide" })}</ul><form class="sheet-form" method="post" action="${addresses.act(paper.id, "collect")}">${hidden("next", frame.path)}${choice(collections)}<label for="collect-title">A new collection</label><input id="collect-title" type="text" name="title" maxlength="120" autocomplete="off"${collections.length === 0 ? html` required` : ""}><label for="collect-note">Note</label><input id="collect-note" type="text" name="note" maxlength="2000" autocomplete="off"><button class="btn">Add to collection</button></form></div></details>`;
}

function choice(collections: readonly Collection[]): Html | "" {
  if (collections.length === 0) return "";
  return html`<label for="collect-to">Collection</label><select id="collect-to" name="collection">${collections.map(({ id, title }) => html`<option value="${id}">${title}</option>`)}<option value="">A new one, named below</option></select>`;
}

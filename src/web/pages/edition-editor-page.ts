import type { Edition, EditionChoice } from "#editions";
import type { PaperId, PaperWithTally } from "#papers";
import { addresses } from "../addresses.ts";
import { longPeriod, moment } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { hidden, problemLine } from "./form-parts.ts";
import type { Frame, PageContent } from "./page.ts";
import { titleLink } from "./paper-parts.ts";

export interface EditionEditorView {
  readonly edition: Edition;
  readonly choices: readonly EditionChoice[];
  readonly papers: ReadonlyMap<PaperId, PaperWithTally>;
  /** Its period is over, so that it can be closed. */
  readonly canClose: boolean;
  /** Why the last request was not done. */
  readonly problem?: string | undefined;
}

/** Where moderators pin and drop papers of an open edition, and close it. */
export function editionEditorPage(frame: Frame, view: EditionEditorView): PageContent {
  const { edition, problem } = view;
  const name = longPeriod(edition.period);
  const body = edition.status === "frozen" ? finalNote(frame, edition) : forms(view);
  return {
    title: `Edit ${name}`,
    description: `Pin and drop papers of ${name}.`,
    isPrivate: true,
    main: html`<div class="prose"><header class="headline"><h1>Edit ${name}</h1><p class="dates"><a href="${addresses.edition(edition.period)}">The edition</a> · <a href="/moderation">Everything done here is in the public log</a></p></header>${problemLine(problem)}${body}</div>`,
  };
}

function finalNote(frame: Frame, { frozenAt }: Edition): Html {
  const since = frozenAt ? ` since ${moment(frozenAt, frame.site.timeZone)}` : "";
  return html`<p>This edition is final${since}: it has been published under a hash over its entries, so it can not be edited any more.</p>`;
}

function forms(view: EditionEditorView): Html {
  return html`<p class="note">Pinned papers come first, in the order of their places; dropped papers are left out. Both hold in the edition as it fills and when it is closed.</p>${chosen(view)}${candidates(view)}${closing(view)}`;
}

function chosen({ choices, papers }: EditionEditorView): Html | "" {
  if (choices.length === 0) return "";
  const rows = choices.map(({ paperId, kind, place }) => {
    const what = kind === "pin" ? `Pinned, place ${place}` : "Dropped";
    return html`<li><p>${titleOf(papers, paperId)}</p><p class="note">${what}</p>${choiceForm(paperId, [["undo", "Put back"]])}</li>`;
  });
  return html`<section><h2 class="rule">Chosen by hand</h2><ul class="edits">${rows}</ul></section>`;
}

/** Papers that can be chosen here; any other by its id. */
function candidates({ edition, choices, papers }: EditionEditorView): Html {
  const taken = new Set(choices.map((choice) => choice.paperId));
  const rows = edition.entries
    .filter((entry) => !taken.has(entry.paperId))
    .map(
      ({ paperId, rank }) =>
        html`<li><p>${rank}. ${titleOf(papers, paperId)}</p>${choiceForm(paperId, actions)}</li>`,
    );
  return html`<section><h2 class="rule">Papers of the edition</h2><ul class="edits">${rows}</ul></section>`;
}

const actions = [
  ["pin", "Pin"],
  ["drop", "Drop"],
] as const;

function titleOf(papers: EditionEditorView["papers"], id: PaperId): Html {
  const paper = papers.get(id);
  return paper ? titleLink(paper) : html`${id}`;
}

function choiceForm(paperId: PaperId, buttons: readonly (readonly [string, string])[]): Html {
  const place = buttons.some(([action]) => action === "pin")
    ? html`<label>Place <input type="number" name="place" value="1" min="1" max="100"></label>`
    : "";
  return html`<form class="inline" method="post">${hidden("paper", paperId)}<label>Reason <input type="text" name="reason" required maxlength="900"></label>${place}${buttons.map(([action, label]) => html`<button class="btn" name="do" value="${action}">${label}</button>`)}</form>`;
}

function closing({ edition, canClose }: EditionEditorView): Html {
  if (!canClose) {
    return html`<section><h2 class="rule">Close it</h2><p class="note">It can be closed when its ${edition.kind} is over.</p></section>`;
  }
  return html`<section><h2 class="rule">Close it</h2><p>It will be final: nothing of it changes any more.</p><form class="inline" method="post"><label>Reason <input type="text" name="reason" required maxlength="900"></label><button class="btn" name="do" value="close">Close the edition</button></form></section>`;
}

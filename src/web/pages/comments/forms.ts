import type { Comment } from "#community";
import type { PaperId } from "#papers";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { hidden } from "../form-parts.ts";

const MAX_COMMENT = 10_000;
const MAX_REASON = 1_000;

/** What is being written: something new about a paper, an answer, or a change. */
export interface Writing {
  readonly paper: PaperId;
  readonly parent?: string | undefined;
  /** The comment that is being changed. */
  readonly comment?: string | undefined;
  readonly body?: string | undefined;
}

/** A field for Markdown; with a script what is written stays when the page goes. */
export function writingForm(writing: Writing): Html {
  const { paper, parent, comment, body = "" } = writing;
  const action = comment
    ? `${addresses.comment(comment)}/edit`
    : `${addresses.paper(paper)}/comments`;
  const id = `w-${comment ?? parent ?? "new"}`;
  const about = [
    hidden("paper", paper),
    parent ? hidden("parent", parent) : "",
    comment ? hidden("comment", comment) : "",
  ];
  // A line feed right behind the tag is not part of the text (HTML, 13.1.2.5).
  return html`<form class="write" method="post" action="${action}">${about}<label class="vh" for="${id}">${comment ? "Your comment" : parent ? "Your answer" : "Your comment"}</label><textarea id="${id}" name="body" rows="4" maxlength="${MAX_COMMENT}" required>
${body}</textarea><p><button class="btn">${comment ? "Save" : parent ? "Answer" : "Comment"}</button> <button class="link" formaction="/comments/preview">Preview</button> <span class="note">Markdown and $math$</span></p></form>`;
}

export function replyForm(paper: PaperId, parent: string): Html {
  return html`<details><summary>Answer</summary>${writingForm({ paper, parent })}</details>`;
}

export function editForm({ id, paperId, body }: Comment): Html {
  return html`<details><summary>Edit</summary>${writingForm({ paper: paperId, comment: id, body })}</details>`;
}

export interface ReasonForm {
  readonly action: string;
  readonly summary: string;
  readonly button: string;
  readonly fields?: readonly Html[];
}

/** A folded form that wants to know why. */
export function reasonForm({ action, summary, button, fields = [] }: ReasonForm): Html {
  return html`<details><summary>${summary}</summary><form class="write" method="post" action="${action}">${fields}<label>Why <input name="reason" maxlength="${MAX_REASON}" required autocomplete="off"></label><p><button class="btn">${button}</button></p></form></details>`;
}

import { isAtLeast } from "#accounts";
import type { PaperId } from "#papers";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { reasonForm } from "../comments/forms.ts";
import { hidden } from "../form-parts.ts";
import type { Frame } from "../page.ts";

/** Below a paper: telling the moderators of it, and what they may do with it. */
export function paperModeration(frame: Frame, paper: PaperId, isLocked: boolean): Html | "" {
  const { viewer } = frame;
  if (!viewer) return "";
  const path = addresses.paper(paper);
  const report = reasonForm({
    action: `${path}/report`,
    summary: "Report this paper",
    button: "Tell the moderators",
  });
  const more = isAtLeast(viewer.account.role, "moderator") ? moderatorForms(path, isLocked) : "";
  return html`<div class="c-do">${report}${more}</div>`;
}

function moderatorForms(path: string, isLocked: boolean): Html[] {
  const action = `${path}/moderate`;
  const form = (kind: string, summary: string, fields: Html[] = []) =>
    reasonForm({
      action,
      summary,
      button: `${summary}, with this reason`,
      fields: [hidden("action", kind), ...fields],
    });
  const field = (name: string, label: string): Html =>
    html`<label>${label} <input name="${name}" maxlength="500" required autocomplete="off"></label>`;
  return [
    form("hide-paper", "Hide"),
    ...(isLocked ? [] : [form("lock-paper", "Close the comments")]),
    form("merge-papers", "Merge", [field("into", "Into the paper (id or address)")]),
    form("separate-record", "Separate a record", [
      field("source", "Source"),
      field("sourceId", "Its id there"),
    ]),
  ];
}

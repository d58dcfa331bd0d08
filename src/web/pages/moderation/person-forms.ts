import { isAtLeast, type Person } from "#accounts";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { reasonForm } from "../comments/forms.ts";
import type { Frame } from "../page.ts";

/** Below a person: telling the moderators of them, and what these may do. */
export function personModeration({ viewer }: Frame, person: Person): Html | "" {
  if (!viewer) return "";
  const path = addresses.person(person.name);
  const { role } = viewer.account;
  // A moderator has no say over other moderators.
  const maySuspend = isAtLeast(role, "moderator") && !isAtLeast(person.role, role);
  const suspend = maySuspend
    ? reasonForm({
        action: `${path}/suspend`,
        summary: "Suspend",
        button: "Suspend, with this reason",
      })
    : "";
  const report = reasonForm({
    action: `${path}/report`,
    summary: "Report this account",
    button: "Tell the moderators",
  });
  return html`<div class="c-do">${report}${suspend}</div>`;
}

import { type Html, html } from "../../html.ts";

/** What a moderator decides, with the reason that the person concerned and everybody reads. */
export function decisionForm(
  action: string,
  { yes, no }: { readonly yes: string; readonly no: string },
): Html {
  return html`<form class="sheet-form" method="post" action="${action}"><label>Reason, which is public<input type="text" name="reason" maxlength="1000" autocomplete="off"></label><div class="together"><button class="btn" name="decision" value="yes">${yes}</button><button class="btn" name="decision" value="no">${no}</button></div></form>`;
}

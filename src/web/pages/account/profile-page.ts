import { html } from "../../html.ts";
import { checkbox, problemLine, textField } from "../form-parts.ts";
import type { PageContent } from "../page.ts";
import { settingsPage } from "./settings-page.ts";

export interface ProfileFields {
  readonly name: string;
  readonly displayName: string;
  readonly about: string;
  readonly shortcuts: boolean;
  readonly hidesRead: boolean;
}

export function profilePage(fields: ProfileFields, problem?: string): PageContent {
  return settingsPage({
    path: "/settings",
    heading: "Profile",
    body: html`<p>This is what others see, on <a href="/@${fields.name}">your page</a> and beside what you write.</p>
<form class="sheet-form" method="post" action="/settings">${problemLine(problem)}
${textField({ name: "displayName", label: "Name", value: fields.displayName, maxLength: 60, isRequired: true, autocomplete: "name" })}
${textField({ name: "name", label: "Short name", value: fields.name, maxLength: 30, isRequired: true, autocomplete: "username", hint: "2 to 30 small letters, digits and hyphens; your page stands under it" })}
<label for="about">About you</label><textarea id="about" name="about" rows="4" maxlength="1000">${fields.about}</textarea>
<fieldset><legend>Reading</legend>${checkbox("hidesRead", "Leave out of editions what I have read", fields.hidesRead)}${checkbox("shortcuts", "Keyboard shortcuts", fields.shortcuts)}</fieldset>
<button class="btn">Save</button></form>`,
  });
}

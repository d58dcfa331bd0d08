import { html } from "../../html.ts";
import { hidden, problemLine, textField } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";

export interface SetupFields {
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
}

/** The first administrator's account, by the token that the program printed. */
export function setupPage(
  frame: Frame,
  token: string,
  { fields, problem }: { fields: SetupFields; problem?: string | undefined },
): PageContent {
  return simplePage({
    title: "Set up",
    description: "The first account of this site.",
    heading: `Who looks after ${frame.site.title}?`,
    body: html`<p>This makes the first account, that of the administrator. The address of this page works once, and for an hour.</p>
<form class="sheet-form" method="post" action="/setup">${problemLine(problem)}${hidden("t", token)}
${textField({ name: "displayName", label: "Your name", value: fields.displayName, maxLength: 60, isRequired: true, autocomplete: "name" })}
${textField({ name: "name", label: "Short name, for addresses", value: fields.name, maxLength: 30, isRequired: true, autocomplete: "username", hint: "2 to 30 small letters, digits and hyphens" })}
${textField({ name: "email", label: "Email address", type: "email", value: fields.email, maxLength: 254, autocomplete: "email", hint: "May stay empty. It is a way to sign in where the site sends mail." })}
<button class="btn">Make the account</button></form>`,
  });
}

import { type Html, html } from "../html.ts";

/** What is wrong with what was typed, above the form; fields refer to it by its id. */
export function problemLine(problem: string | undefined): Html | "" {
  return problem ? html`<p class="problem" id="problem" role="alert">${problem}</p>` : "";
}

export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  readonly type?: "text" | "email";
  readonly maxLength: number;
  readonly isRequired?: boolean;
  readonly autocomplete?: string;
  readonly isWrong?: boolean;
}

export function textField(field: TextField): Html {
  const { name, value = "", type = "text", maxLength } = field;
  const hint = field.hint ? html`<p class="note" id="${name}-hint">${field.hint}</p>` : "";
  const described = [field.isWrong && "problem", field.hint && `${name}-hint`].filter(Boolean);
  const more = [
    field.isRequired ? html` required` : "",
    field.isWrong ? html` aria-invalid="true"` : "",
    described.length > 0 ? html` aria-describedby="${described.join(" ")}"` : "",
  ];
  return html`<label for="${name}">${field.label}</label><input id="${name}" type="${type}" name="${name}" value="${value}" maxlength="${maxLength}" autocomplete="${field.autocomplete ?? "off"}"${more}>${hint}`;
}

/** The six digits of a mail; browsers and phones offer them by themselves. */
export function codeField(isWrong: boolean): Html {
  const invalid = isWrong ? html` aria-invalid="true" aria-describedby="problem"` : "";
  return html`<label for="code">Code of six digits</label><input id="code" class="code" type="text" name="code" required inputmode="numeric" autocomplete="one-time-code" maxlength="12" pattern="[0-9\\s\\-]*"${invalid}>`;
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

export function checkbox(name: string, label: string, isOn: boolean, value = "on"): Html {
  return html`<label class="choice"><input type="checkbox" name="${name}" value="${value}"${isOn ? html` checked` : ""}> ${label}</label>`;
}

/** A form of one button, among others in a list. */
export function buttonForm(action: string, label: Html | string, fields: Html[] = []): Html {
  return html`<form class="act-form" method="post" action="${action}">${fields}<button class="link">${label}</button></form>`;
}

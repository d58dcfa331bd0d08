import { type Html, html } from "../../html.ts";
import { problemLine, textField } from "../form-parts.ts";
import type { PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";

/** What was typed; the form comes back with it when something is wrong. */
export interface SubmitFields {
  readonly kind: string;
  readonly reference: string;
  readonly bibtex: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: string;
  readonly url: string;
  readonly comment: string;
}

/** Three ways to bring a paper; the first is enough for most. */
export function submitPage(fields: SubmitFields, problem?: string): PageContent {
  const isOpen = (kind: string) => (fields.kind === kind ? html` open` : "");
  const told = (kind: string) => (fields.kind === kind ? problem : undefined);
  return simplePage({
    title: "Submit a paper",
    description: "Bring a paper to this site by its arXiv id, DOI, address or BibTeX.",
    heading: "Submit a paper",
    body: html`<p class="big">A paper that is not here yet stands in today’s edition once its source has been asked.</p>${byReference(fields, told("reference"))}<details class="fold"${isOpen("bibtex")}><summary>By BibTeX</summary>${byBibtex(fields, told("bibtex"))}</details><details class="fold"${isOpen("form")}><summary>By title and authors</summary>${byForm(fields, told("form"))}</details><p><a class="go" href="/submissions">Papers you have brought</a></p>`,
  });
}

function byReference(fields: SubmitFields, problem: string | undefined): Html {
  return form(
    "reference",
    html`${problemLine(problem)}${textField({
      name: "reference",
      label: "arXiv id, DOI, or any address",
      value: fields.reference,
      hint: "2509.01234 · 10.1234/abcd · https://…",
      maxLength: 2000,
      isRequired: true,
      isWrong: problem !== undefined,
    })}${commentField(fields)}`,
  );
}

function byBibtex(fields: SubmitFields, problem: string | undefined): Html {
  return form(
    "bibtex",
    html`${problemLine(problem)}${textArea({ name: "bibtex", label: "One BibTeX entry", value: fields.bibtex, rows: 9, maxLength: 12_000 })}`,
  );
}

function byForm(fields: SubmitFields, problem: string | undefined): Html {
  const text = (name: "title" | "url", label: string, maxLength: number) =>
    textField({ name, label, value: fields[name], maxLength, isRequired: true });
  return form(
    "form",
    html`${problemLine(problem)}${text("title", "Title", 500)}${textArea({ name: "authors", label: "Authors, one to a line", value: fields.authors, rows: 4, maxLength: 12_000 })}${text("url", "Address at which it can be read", 2000)}${textArea({ name: "abstract", label: "Abstract", value: fields.abstract, rows: 7, maxLength: 8_000, isOptional: true })}`,
  );
}

/** Long texts do not fit the usual encoding of forms. */
function form(kind: string, fields: Html): Html {
  return html`<form class="sheet-form" method="post" action="/submit" enctype="multipart/form-data"><input type="hidden" name="kind" value="${kind}">${fields}<button class="btn">Submit</button></form>`;
}

function commentField(fields: SubmitFields): Html {
  return textArea({
    name: "comment",
    label: "Why it is worth reading: the first comment, if you like",
    value: fields.comment,
    rows: 3,
    maxLength: 4_000,
    isOptional: true,
  });
}

interface TextArea {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly maxLength: number;
  readonly isOptional?: boolean;
}

export function textArea({ name, label, value, rows, maxLength, isOptional }: TextArea): Html {
  return html`<label for="${name}">${label}</label><textarea id="${name}" name="${name}" rows="${rows}" maxlength="${maxLength}"${isOptional ? "" : html` required`}>${value}</textarea>`;
}

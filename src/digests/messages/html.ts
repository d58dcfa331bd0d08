/** HTML that may go into a page as it is. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | readonly Html[];

/** A template whose every value is escaped unless it is HTML already. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  let text = strings[0] ?? "";
  values.forEach((value, index) => {
    text += toHtml(value) + (strings[index + 1] ?? "");
  });
  return { html: text };
}

function toHtml(value: Value): string {
  if (typeof value === "object" && "html" in value) return value.html;
  if (typeof value === "object") return value.map((item) => item.html).join("");
  return escapeHtml(String(value));
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? "");
}

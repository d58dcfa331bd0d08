// XML 1.0 (2.2) forbids most control characters even when escaped; C1 controls are discouraged,
// and a parser turns carriage returns into line feeds. Searching first is faster than replacing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/;
const FORBIDDEN_ALL = new RegExp(FORBIDDEN, "g");
const MARKUP = /[&<>"']/;
const MARKUP_ALL = new RegExp(MARKUP, "g");

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text without the characters that XML can not carry; lone surrogates become U+FFFD. */
export function removeForbidden(text: string): string {
  const formed = text.toWellFormed();
  if (formed.search(FORBIDDEN) < 0) return formed;
  return formed.replace(/\r\n?/g, "\n").replace(FORBIDDEN_ALL, "");
}

/** Text fit for an element or a quoted attribute, of XML and of HTML alike. */
export function escapeXml(text: string): string {
  const carried = removeForbidden(text);
  if (carried.search(MARKUP) < 0) return carried;
  return carried.replace(MARKUP_ALL, (character) => entities[character] ?? "");
}

type Attributes = Readonly<Record<string, string | undefined>>;

/** An element around `content`, which is markup already; attributes are escaped here. */
export function element(name: string, content: string, attributes: Attributes = {}): string {
  return `<${name}${renderAttributes(attributes)}>${content}</${name}>`;
}

/** An element around plain text. */
export function textElement(name: string, text: string, attributes?: Attributes): string {
  return element(name, escapeXml(text), attributes);
}

/** An element around markup of another language, as it stands (XML 1.0, 2.7). */
export function cdataElement(name: string, markup: string): string {
  return `<${name}><![CDATA[${markup.replaceAll("]]>", "]]]]><![CDATA[>")}]]></${name}>`;
}

export function emptyElement(name: string, attributes: Attributes): string {
  return `<${name}${renderAttributes(attributes)}/>`;
}

function renderAttributes(attributes: Attributes): string {
  let text = "";
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) text += ` ${name}="${escapeXml(value)}"`;
  }
  return text;
}

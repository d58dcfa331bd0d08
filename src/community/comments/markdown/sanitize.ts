import sanitizeHtml from "sanitize-html";
import { mathmlAttributes, mathmlElements } from "#papers";

const RELATION = "nofollow ugc noopener";

/** Everything that a comment may be made of; the last step, whatever the steps before let through. */
export const allowedElements: readonly string[] = [
  ..."p br hr strong em s code pre blockquote ul ol li a h4 h5 h6".split(" "),
  ..."table thead tbody tr th td".split(" "),
  ...mathmlElements,
];

export const allowedAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "rel"],
  ol: ["start"],
  ...Object.fromEntries([...mathmlElements].map((name) => [name, [...mathmlAttributes]])),
};

const options: sanitizeHtml.IOptions = {
  allowedTags: [...allowedElements],
  allowedAttributes: Object.fromEntries(
    Object.entries(allowedAttributes).map(([name, attributes]) => [name, [...attributes]]),
  ),
  allowedSchemes: ["http", "https", "mailto"],
  allowedSchemesAppliedToAttributes: ["href"],
  allowProtocolRelative: false,
  selfClosing: ["br", "hr"],
  nestingLimit: 150,
  transformTags: {
    a: (tagName, { href }) => ({
      tagName,
      attribs: href === undefined ? {} : { href, rel: RELATION },
    }),
  },
};

export function sanitize(markup: string): string {
  return sanitizeHtml(markup, options);
}

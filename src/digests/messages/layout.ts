import { type Html, html } from "./html.ts";

const SERIF = "Newsreader,Georgia,'Times New Roman',serif";
const SANS = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Inline styles, since many mail programs drop all others; classes carry the dark colours. */
export const styles = {
  name: `margin:0;font:500 40px/44px ${SERIF};letter-spacing:-.03em`,
  dateline: `color:#1a1712;font:italic 400 16px/24px ${SERIF}`,
  intro: `margin:0;color:#443e33;font:400 17px/25px ${SERIF}`,
  rule: "border-top:1px solid #d9d2c3;padding:22px 0 20px",
  label: `margin:0 0 4px;color:#9b1c12;font:600 14px/18px ${SANS}`,
  authors: `margin:0 0 10px;color:#443e33;font:italic 400 15px/21px ${SERIF}`,
  sentence: `margin:0 0 10px;color:#1a1712;font:400 17px/25px ${SERIF}`,
  heading: `margin:0;color:#1a1712;font:500 22px/28px ${SERIF};letter-spacing:-.01em;text-wrap:balance`,
  brief: `margin:0;color:#443e33;font:italic 400 15px/21px ${SERIF}`,
  summary: `margin:0 0 10px;color:#443e33;font:400 15px/22px ${SERIF}`,
  small: `margin:0;color:#6a6254;font:400 14px/20px ${SANS}`,
  ink: "color:#1a1712;text-decoration:none",
  link: "color:#6a6254;display:inline-block;padding:2px 0",
  button: `display:inline-block;background:#1a1712;color:#fbf9f4;font:600 15px/20px ${SANS};padding:12px 18px;border-radius:3px;text-decoration:none`,
} as const;

export function titleStyle(isLead: boolean): string {
  const size = isLead ? "28px/32px" : "22px/26px";
  return `margin:0 0 5px;font:500 ${size} ${SERIF};letter-spacing:-.01em;text-wrap:balance`;
}

export function quietLink(url: string, label: string): Html {
  return html`<a class="mute" href="${url}" style="${styles.link}">${label}</a>`;
}

/** Things in one line; where it breaks, the dot stays with what stands before it. */
export function dotted(things: readonly Html[]): Html {
  const last = things.length - 1;
  return html`${things.map((thing, at) =>
    at === last ? thing : html`<span style="white-space:nowrap">${thing} &nbsp;·</span> &nbsp;`,
  )}`;
}

const DARK =
  ".page{background:#15140f!important}.ink{color:#ece6d9!important}.soft{color:#c9c1b1!important}.mute{color:#a0988a!important}.red{color:#ff8f7a!important}.rule{border-color:#38342b!important}.strong{border-color:#b9b09d!important}.btn{background:#ece6d9!important;color:#15140f!important}a:focus-visible{outline-color:#ff8f7a}";
const STYLESHEET = `:root{color-scheme:light dark}a:focus-visible{outline:2px solid #9b1c12;outline-offset:2px}@media (max-width:620px){.edge{padding-left:18px!important;padding-right:18px!important}.name{font-size:32px!important;line-height:36px!important}}@media (prefers-color-scheme:dark){${DARK}}`;

/** One column of at most 600 px; `rows` are table rows. */
export function renderDocument(page: {
  readonly title: string;
  /** Shown beside the subject in a list of mails. */
  readonly preview: string;
  readonly rows: readonly Html[];
}): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${page.title}</title>
<style>${{ html: STYLESHEET }}</style></head>
<body class="page" style="margin:0;padding:0;background:#fbf9f4;-webkit-text-size-adjust:100%"><div style="display:none;max-height:0;overflow:hidden">${page.preview}</div>
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#fbf9f4"><tr><td align="center" class="edge" style="padding:28px 24px 36px"><main><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;table-layout:fixed;text-align:left;overflow-wrap:break-word;word-break:break-word">
${page.rows}</table></main></td></tr></table></body></html>
`.html;
}

/** The site's name, above everything. */
export function masthead(site: { readonly title: string; readonly url: string }): Html {
  return html`<tr><td align="center" style="padding:0 0 14px"><h1 class="name" style="${styles.name}"><a class="ink" href="${site.url}/" style="${styles.ink}">${site.title}</a></h1></td></tr>
`;
}

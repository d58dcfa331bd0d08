/** Addresses whose next part is the secret of one reader. */
export const SECRET_PART = /^\/(digests|for-you)\/[^/]+/;
/** Addresses that links of mails lead to, with a token as `t`. */
const MAIL_LINK = /^\/(subscribe\/confirm|unsubscribe|preferences|mark)(\/|$)/;

/** Whether whoever has the address has a reader's own page: no search engine may show it. */
export function isSecretAddress(path: string): boolean {
  return SECRET_PART.test(path) || MAIL_LINK.test(path);
}

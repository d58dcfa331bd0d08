/** More than any page of ours has. */
const MAX_CHARACTERS = 2_000;

/**
 * A path of this site, with its query; anything else, such as `//host`, `/\host` or an address
 * with a scheme, becomes the front page. Every redirect to a place named in a request uses it.
 */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== "string" || wanted.length > MAX_CHARACTERS) return "/";
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted) && isOwn(wanted) ? wanted : "/";
}

/** What a browser makes of it stays here. */
function isOwn(path: string): boolean {
  const base = "http://own.invalid";
  return URL.canParse(path, base) && new URL(path, base).origin === base;
}

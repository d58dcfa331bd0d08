/** A row of a table of addresses; `:name` holds no slash, `:name{.+}` what the pattern says. */
interface Row {
  readonly method: string;
  readonly path: string;
}

/**
 * Which methods the address at a path takes, as an `Allow` header lists them (RFC 9110, 10.2.1);
 * `undefined` where there is no such address.
 */
export function createAllowedMethods(rows: readonly Row[]): (path: string) => string | undefined {
  const known = rows.map(({ method, path }) => ({ method, pattern: toPattern(path) }));
  return (path) => {
    const methods = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (methods.length === 0) return undefined;
    // Whoever may be asked may be asked for the headers alone, and for this very list.
    const asked = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
    return [...new Set([...asked, "OPTIONS"])].join(", ");
  };
}

function toPattern(path: string): RegExp {
  const parts = path.split("/").map((part) => {
    if (part.startsWith(":")) return /\{(.+)\}$/.exec(part)?.[1] ?? "[^/]+";
    return part.replaceAll(".", "\\.");
  });
  return new RegExp(`^${parts.join("/")}$`);
}

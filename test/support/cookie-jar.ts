/** The cookies that an answer sets; one that is deleted is the empty text. */
export function cookiesOf(response: Response): Record<string, string> {
  return Object.fromEntries(
    response.headers.getSetCookie().map((line) => {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** What a browser keeps between its requests to one site. */
export function jar(beginning = "") {
  const cookies = new Map(
    beginning
      .split("; ")
      .filter(Boolean)
      .map(
        (pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] as const,
      ),
  );
  return {
    take(response: Response): void {
      for (const [name, value] of Object.entries(cookiesOf(response))) {
        if (value === "") cookies.delete(name);
        else cookies.set(name, value);
      }
    },
    header: (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

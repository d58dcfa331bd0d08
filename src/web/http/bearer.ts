const BEARER = /^Bearer ([\w-]{10,200})$/i;
/** Addresses that programs use; a token is nothing elsewhere. */
const FOR_PROGRAMS = /^\/(api\/|mcp$)/;

export function isForPrograms(path: string): boolean {
  return FOR_PROGRAMS.test(path);
}

/** The token that a program has sent with a request; a browser never sends one by itself. */
export function bearerOf(request: Request): string | undefined {
  return BEARER.exec(request.headers.get("authorization") ?? "")?.[1];
}

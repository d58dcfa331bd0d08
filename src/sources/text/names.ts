/** "Lovelace, Ada" as it is printed: "Ada Lovelace"; a third part is a suffix. Others stay. */
export function givenNameFirst(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  const [family, second, third] = parts;
  if (family === undefined || second === undefined || family === "" || second === "") return name;
  if (parts.length === 2) return `${second} ${family}`;
  // BibTeX writes "Family, Jr, Given".
  return parts.length === 3 && third ? `${third} ${family}, ${second}` : name;
}

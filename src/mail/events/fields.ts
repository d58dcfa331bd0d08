/** Fields of one group, by name in lower case; the first of a name counts. */
export type Fields = ReadonlyMap<string, string>;

const MAX_GROUPS = 200;

/** Groups of `Name: value` lines, parted by empty lines, as reports hold them (RFC 3464, 2.1). */
export function readFieldGroups(text: string): Fields[] {
  const groups = text.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n/, MAX_GROUPS);
  return groups.map(readFields).filter(({ size }) => size > 0);
}

function readFields(group: string): Fields {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** The address of a typed one, `rfc822; ada@example.org`; xtext of RFC 3461 is read. */
export function addressIn(value: string | undefined): string | undefined {
  const text = (value ?? "").replace(/^\s*[\w-]+\s*;/, "").trim();
  const plain = text.replace(/\+([0-9A-F]{2})/g, (whole, hex: string) => {
    const letter = String.fromCharCode(Number.parseInt(hex, 16));
    // Tags of addresses begin with a plus too.
    return /[+=]/.test(letter) ? letter : whole;
  });
  const address = /<([^<>\s]+)>/.exec(plain)?.[1] ?? plain;
  return /^[^\s@<>]+@[^\s@<>]+$/.test(address) ? address.toLowerCase() : undefined;
}

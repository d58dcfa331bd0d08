/** Line length of plain mail, RFC 3676. */
const WIDTH = 72;

/** Breaks text between words so that no line is longer than 72 characters, unless a word is. */
export function wrap(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? indent + word : `${line} ${word}`;
    if (longer.length > WIDTH && line !== "") {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join("\n");
}

export function ruleOf(character: string): string {
  return character.repeat(WIDTH);
}

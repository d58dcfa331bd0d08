const SUPERSCRIPT = table(
  "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡ",
);
const SUBSCRIPT = table(
  "0123456789+-=()aehijklmnoprstuvxβγρφχ",
  "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
);

function table(from: string, to: string): ReadonlyMap<string, string> {
  const targets = [...to];
  return new Map([...from].map((letter, index) => [letter, targets[index] ?? letter]));
}

/** `text` raised: in Unicode's small letters when all of it has some, else after a `^`. */
export function superscript(text: string): string {
  if (text === "∘" || text === "°") return "°";
  if (/^['′*†‡⊤⋆∗]+$/.test(text)) return text;
  return inScript(text, SUPERSCRIPT, "^");
}

/** `text` lowered: in Unicode's small letters when all of it has some, else after a `_`. */
export function subscript(text: string): string {
  return inScript(text, SUBSCRIPT, "_");
}

function inScript(text: string, letters: ReadonlyMap<string, string>, mark: string): string {
  const tight = text.replace(/\s+/g, "");
  if (tight === "") return "";
  const characters = [...tight];
  const isWord = /^\p{L}{3,}$/u.test(tight) || (mark === "_" && /^[a-z]{2}$/i.test(tight));
  if (isWord) return mark + tight;
  if (characters.every((letter) => letters.has(letter))) {
    return characters.map((letter) => letters.get(letter)).join("");
  }
  return characters.length === 1 ? mark + tight : `${mark}(${text.trim()})`;
}

const REFERENCE = /^&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z_][\w.:-]{0,30});/i;
/** Longest reference, and longer than `<![CDATA[`: what may be cut at the end of a piece. */
const LONGEST = 40;
const CDATA = "<![CDATA[";
const CDATA_END = "]]>";

/**
 * Escapes each `&` that begins no reference, outside CDATA: the one fault of XML that is common and
 * whose meaning is plain, and after which the parser would lose its place. Text may come in pieces.
 */
export function createAmpersandFilter() {
  let held = "";
  let inCdata = false;

  const filter = (text: string, isEnd: boolean): string => {
    let out = "";
    let at = 0;
    for (;;) {
      const next = inCdata ? text.indexOf(CDATA_END, at) : nextMark(text, at);
      const isCut = !isEnd && (next < 0 ? text.length : next) > text.length - LONGEST;
      if (next < 0 || isCut) {
        // A mark may begin in what is held back; up to there nothing is left to see.
        const end = isEnd ? text.length : Math.max(at, next < 0 ? text.length - LONGEST : next);
        held = text.slice(end);
        return out + text.slice(at, end);
      }
      out += text.slice(at, next);
      const isCdata = inCdata || text[next] === "<";
      const mark = inCdata ? CDATA_END : isCdata ? CDATA : "&";
      if (isCdata) inCdata = !inCdata;
      out += isCdata || REFERENCE.test(text.slice(next, next + LONGEST)) ? mark : "&amp;";
      at = next + mark.length;
    }
  };
  return {
    push: (text: string) => filter(held + text, false),
    end: () => filter(held, true),
  };
}

/** The next `&` or beginning of CDATA. */
function nextMark(text: string, from: number): number {
  const mark = /&|<!\[CDATA\[/g;
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? -1;
}

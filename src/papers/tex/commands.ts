import type { TextStyle } from "./nodes.ts";

type Style = TextStyle | "plain";

/** What a command does with the text given to it. */
export const STYLES: ReadonlyMap<string, Style> = new Map<string, Style>([
  ...names("textbf mathbf boldsymbol bm strong", "strong"),
  ...names("emph textit textsl mathit", "em"),
  ...names("texttt mathtt code verb", "code"),
  ...names("textsuperscript", "sup"),
  ...names("textsubscript", "sub"),
  ...names(
    `textsc textrm textsf textup textmd textnormal text mbox hbox fbox underline uline ul mathrm mathsf
    mathcal mathbb mathfrak mathscr operatorname smash gls acrshort acrlong acrfull ac acf acl acs enquote sout`,
    "plain",
  ),
]);

/** Switches that hold to the end of their group: `{\em …}`. */
export const SWITCHES: ReadonlyMap<string, Style> = new Map<string, Style>([
  ...names("bf bfseries boldmath", "strong"),
  ...names("em it sl itshape slshape", "em"),
  ...names("tt ttfamily", "code"),
  ...names(
    "rm sc sf rmfamily scshape sffamily upshape mdseries normalfont tiny scriptsize footnotesize normalsize large Large LARGE huge Huge displaystyle textstyle centering",
    "plain",
  ),
]);

/** Commands that print nothing; the number of arguments that vanish with them. */
export const SILENT: ReadonlyMap<string, number> = new Map([
  ...names(
    "xspace noindent indent par smallskip medskip bigskip newline linebreak hfill vfill protect relax ignorespaces limits nolimits",
    0,
  ),
  ...names(
    "label vspace hspace color thanks index pagestyle bibliographystyle phantom vphantom hphantom",
    1,
  ),
]);

/** Commands with one argument before the text that is shown. */
export const SECOND_ARGUMENT: ReadonlySet<string> = new Set([
  "textcolor",
  "hyperlink",
  "hyperref",
  "colorbox",
  "resizebox",
  "replaced",
]);

/** Commands that print their argument in brackets. */
export const REFERENCE =
  /^(?:no|foot|full|paren|text|auto)?(?:cite|citep|citet|citealp|citealt|citeauthor|citeyear|citeyearpar|ref|eqref|cref|Cref|autoref|pageref)\*?$/;

/** A style whose braces were lost on the way: `\emphn` was `\emph{n}`. */
export const GLUED =
  /^(emph|textbf|textit|texttt|textsc|mathcal|mathbb|mathbf|mathrm|mathfrak|mathscr)([A-Za-z0-9]+)$/;

function names<Value extends string | number>(list: string, value: Value): [string, Value][] {
  return list.split(/\s+/).map((name) => [name, value]);
}

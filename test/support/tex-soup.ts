import fc from "fast-check";

/** Signs that mean something to TeX or HTML, in any order. */
export const texSoup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\\",
        "{",
        "}",
        "$",
        "$$",
        "^",
        "_",
        "~",
        "`",
        "'",
        "--",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "&",
        "<",
        ">",
        '"',
        "%",
        "\n\n",
      ),
      fc.constantFrom(
        "\\textbf",
        "\\emph{",
        "{\\em ",
        "\\'",
        "\\v",
        "\\c",
        "\\i",
        "\\frac",
        "\\sqrt[",
        "\\begin{align}",
        "\\end{align}",
        "\\url{",
        "\\href{",
        "\\cite[",
        "\\left",
        "\\def\\a{\\a}",
        "\\mathbb",
        "https://a.b/",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

import { evaluateKeySentences, type KeySentenceFigure, type KeySentenceReport } from "#papers";
import type { Command } from "./command.ts";

export const evaluateKeySentencesCommand: Command = {
  name: "evaluate-key-sentences",
  usage: "DIR",
  help: "Measures how often the key sentence is one that readers marked.",
  options: {},
  words: [1, 1],
  async run(call) {
    const report = evaluateKeySentences(call.words[0] ?? "");
    call.output.result(report, render(report));
  },
};

/** What docs/papers.md shows. */
function render({ abstracts, ceiling, methods }: KeySentenceReport): string {
  const rows = methods.map(({ method, f1, fittedLead, hits }) =>
    row([method, span(f1), method === "fitted" ? "" : span(fittedLead, true), span(hits)]),
  );
  return [
    `${abstracts} abstracts, cross-validated`,
    "",
    row(["method", "F1", "fitted leads by", "holds a mark"]),
    row(["---", "---", "---", "---"]),
    ...rows,
    row(["the best there is", digits(ceiling.f1), "", digits(ceiling.hits)]),
  ].join("\n");
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function span({ value, low, high }: KeySentenceFigure, isSigned = false): string {
  return `${digits(value, isSigned)} [${digits(low, isSigned)}, ${digits(high, isSigned)}]`;
}

function digits(value: number, isSigned = false): string {
  const sign = value < 0 ? "−" : isSigned && value > 0 ? "+" : "";
  return sign + Math.abs(value).toFixed(3);
}

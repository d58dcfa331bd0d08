import type { Gain, ProtocolResult } from "./measure-systems.ts";

/** Tables as plain text: one for each protocol, and what is gained over each other system. */
export function renderEvaluation(results: readonly ProtocolResult[]): string {
  return results.map(renderResult).join("\n\n");
}

const NAME = 38;

function renderResult({ protocol, candidates, readers, systems, gains }: ProtocolResult): string {
  const head = `${protocol}: ${readers} readers, ${candidates} candidates`;
  const columns = ["nDCG@10", "R@10", "R@50", "R@100", "CPU ms", "median"];
  const lines = systems.map(
    ({ system, ndcg10, recall10, recall50, recall100, cpuMs, medianCpuMs }) =>
      row(system, [
        ...[ndcg10, recall10, recall50, recall100].map(fraction),
        ...[cpuMs, medianCpuMs].map((ms) => ms.toFixed(2)),
      ]),
  );
  const compared = systems.slice(1).map(({ system }) => renderGains(system, gains));
  return [head, row("", columns), ...lines, "gain (95 %)", ...compared].join("\n");
}

function renderGains(over: string, gains: readonly Gain[]): string {
  const told = gains
    .filter((gain) => gain.over === over && gain.measure !== "recall10")
    .map(({ measure, mean, low, high }) => {
      return `${names[measure]} ${signed(mean)} [${signed(low)}, ${signed(high)}]`;
    });
  return `over ${over}: ${told.join("  ")}`;
}

const names = { ndcg10: "nDCG@10", recall10: "R@10", recall50: "R@50", recall100: "R@100" };

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(NAME) + cells.map((cell) => cell.padStart(9)).join("");
}

const fraction = (value: number) => value.toFixed(4);
const signed = (value: number) => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(4);

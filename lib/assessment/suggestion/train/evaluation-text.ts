import type { evaluate } from "./evaluate";

const HEADS = ["", "n", "covers", "mean error", "exact", "within 1", "rank corr."];
const MADE = `Data: each answer was written for this purpose, in its own words, and scored by its writer before there was a model; one
author wrote those for training and those for evaluation. Questions are held out whole. Scores run from 1 to 5.`;

const percent = (part: number) => `${(part * 100).toFixed(1)} %`;

/** The evaluation as Markdown: the same text that docs/SUGGESTIONS.md shows. */
export function evaluationText({ evaluations, offTopic }: ReturnType<typeof evaluate>): string {
  const parts = evaluations.map(({ title, rows, calibration }) => {
    const cells = rows.map(({ name, count, coverage, meanError, exact, withinOne, rankCorrelation }) =>
      [
        name,
        count,
        percent(coverage),
        meanError.toFixed(3),
        percent(exact),
        percent(withinOne),
        rankCorrelation.toFixed(3),
      ].map(String),
    );
    const bins = calibration.bins.map(({ from, to, count, confidence, exact }) => [
      `${percent(from)} to ${percent(to)}`,
      String(count),
      percent(confidence),
      percent(exact),
    ]);
    return [
      `### ${title}`,
      table([HEADS, ...cells]),
      `Calibration: confidence and truth are ${percent(calibration.distance)} apart on average.`,
      table([["confidence", "n", "said", "exact"], ...bins]),
    ].join("\n\n");
  });
  const rest = offTopic.map(({ name, count, abstained }) => `${abstained} of ${count} (${name})`).join(", ");
  return [MADE, ...parts, `Texts that answer nothing, abstained from: ${rest}.`].join("\n\n");
}

function table(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  const [head, ...body] = rows;
  return [line(head!), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body.map(line)].join("\n");
}

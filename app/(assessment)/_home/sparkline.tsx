const WIDTH = 88;
const HEIGHT = 24;
const EDGE = 3;

/** The course of a score (0–5) as a small line, oldest first; said in words to screen readers. Nothing below two points. */
export function Sparkline({ scores }: { scores: readonly number[] }) {
  const [first, last] = [scores[0], scores.at(-1)];
  if (first === undefined || last === undefined || scores.length < 2) return null;
  const x = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / (scores.length - 1);
  // At least one whole level high, so that a hair's movement does not look like a leap.
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  const base = (least + most - Math.max(1, most - least)) / 2;
  const y = (score: number) => HEIGHT - EDGE - ((score - base) / Math.max(1, most - least)) * (HEIGHT - 2 * EDGE);
  const points = scores.map((score, index) => `${x(index).toFixed(1)},${y(score).toFixed(1)}`).join(" ");
  return (
    <svg
      role="img"
      aria-label={`From ${first.toFixed(2)} to ${last.toFixed(2)}`}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="shrink-0"
    >
      <polyline
        points={points}
        fill="none"
        stroke="var(--chart-self)"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={x(scores.length - 1)} cy={y(last)} r={2.25} fill="var(--chart-self)" />
    </svg>
  );
}

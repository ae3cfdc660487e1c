"use client";

interface Point {
  x: number;
  y: number;
  value?: number | null;
}

/**
 * One series of a radar. Recharts would draw a missing score at the centre, as if it were 0; here the line has a gap
 * there, and only a complete series is filled.
 */
export function RadarLine({
  points = [],
  color,
  dash,
  weight = 2,
  filled = false,
  marker,
}: {
  /** Handed over by Recharts. */
  points?: Point[];
  color: string;
  dash?: string;
  weight?: number;
  filled?: boolean;
  /** How the points look; none for a reference. */
  marker?: "solid" | "open";
}) {
  const known = (point: Point | undefined) => typeof point?.value === "number";
  const complete = points.every(known);
  const place = (point: Point) => `${point.x},${point.y}`;
  const segments = points
    .map((point, index) => [point, points[(index + 1) % points.length]] as const)
    .filter(([from, to]) => known(from) && known(to));
  return (
    <g>
      {filled && complete && <polygon points={points.map(place).join(" ")} fill={color} fillOpacity={0.12} />}
      <path
        d={
          complete
            ? `M${points.map(place).join("L")}Z`
            : segments.map(([from, to]) => `M${place(from)}L${place(to!)}`).join("")
        }
        fill="none"
        stroke={color}
        strokeWidth={weight}
        strokeDasharray={dash}
      />
      {marker &&
        points
          .filter(known)
          .map((point) => (
            <circle
              key={place(point)}
              cx={point.x}
              cy={point.y}
              r={3.25}
              fill={marker === "open" ? "var(--surface)" : color}
              stroke={color}
              strokeWidth={1.75}
            />
          ))}
    </g>
  );
}

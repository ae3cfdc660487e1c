import type { BarsBlock, TrendBlock } from "./document";
import { html, type Markup } from "./html";
import { coloursOf } from "./palette";
import { score } from "./words";

const WIDTH = 680;
const LABEL = 230;
const ROW = 24;

/** Horizontal bars as SVG; every bar has its number beside it, so that it prints in black and white. */
export function barsSvg({ title, most, rows }: BarsBlock): Markup {
  const reach = WIDTH - LABEL - 60;
  const at = (value: number) => LABEL + (Math.min(most, Math.max(0, value)) / most) * reach;
  const height = rows.length * ROW + 22;
  return html`<svg
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-label="${title}. ${rows
      .map(
        ({ label, value, target }) => `${label}: ${score(value)}${target == null ? "" : `, target ${score(target)}`}`,
      )
      .join("; ")}"
    xmlns="http://www.w3.org/2000/svg"
  >
    ${Array.from({ length: most + 1 }, (_, step) => html`<line x1="${at(step)}" y1="0" x2="${at(step)}" y2="${height - 18}" stroke="#e4e5e9" /><text x="${at(step)}" y="${height - 4}" text-anchor="middle" font-size="10" fill="#5a5d66">${step}</text>`)}
    ${rows.map(({ label, value, target }, row) => {
      const top = row * ROW + 4;
      return html`<text x="${LABEL - 8}" y="${top + 12}" text-anchor="end" font-size="11" fill="#17181c"
          >${clip(label)}</text
        >
        ${value !== null && html`<rect x="${LABEL}" y="${top}" width="${Math.max(1, at(value) - LABEL)}" height="16" rx="2" fill="${coloursOf((value * 5) / most).ground}" stroke="#8a8d96" stroke-width="0.5" />`}
        ${target != null && html`<line x1="${at(target)}" y1="${top - 2}" x2="${at(target)}" y2="${top + 18}" stroke="#17181c" stroke-width="2" />`}
        <text x="${at(value ?? 0) + 6}" y="${top + 12}" font-size="11" font-weight="600" fill="#17181c"
          >${score(value)}</text
        >`;
    })}
  </svg>`;
}

const HIGH = 170;

/** A line through moments as SVG, its numbers beside the points. */
export function trendSvg({ title, most, points }: TrendBlock): Markup {
  const x = (index: number) => 30 + (points.length === 1 ? 0.5 : index / (points.length - 1)) * (WIDTH - 60);
  const y = (value: number) => 16 + (1 - Math.min(most, Math.max(0, value)) / most) * (HIGH - 44);
  // Numbers beside every point of a long line would cover one another.
  const every = Math.ceil(points.length / 12);
  const said = (index: number) => index % every === 0 || index === points.length - 1;
  return html`<svg
    viewBox="0 0 ${WIDTH} ${HIGH}"
    role="img"
    aria-label="${title}. ${points.map(({ label, value }) => `${label}: ${score(value)}`).join("; ")}"
    xmlns="http://www.w3.org/2000/svg"
  >
    ${Array.from({ length: most + 1 }, (_, step) => html`<line x1="24" y1="${y(step)}" x2="${WIDTH - 10}" y2="${y(step)}" stroke="#e4e5e9" /><text x="16" y="${y(step) + 3}" text-anchor="end" font-size="10" fill="#5a5d66">${step}</text>`)}
    <polyline
      fill="none"
      stroke="#3a56d4"
      stroke-width="2"
      points="${points.map(({ value }, index) => `${x(index)},${y(value)}`).join(" ")}"
    />
    ${points.map(
      ({ label, value }, index) =>
        html`<circle cx="${x(index)}" cy="${y(value)}" r="3" fill="#3a56d4" />
          ${said(index) && html`<text x="${x(index)}" y="${y(value) - 7}" text-anchor="middle" font-size="10" font-weight="600" fill="#17181c">${score(value)}</text><text x="${x(index)}" y="${HIGH - 6}" text-anchor="middle" font-size="10" fill="#5a5d66">${label}</text>`}`,
    )}
  </svg>`;
}

const clip = (label: string) => (label.length > 38 ? `${label.slice(0, 37)}…` : label);

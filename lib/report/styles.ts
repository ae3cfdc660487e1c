import { coloursOf } from "./palette";

/** The look of a report, on screen and on paper (A4, or whatever the printer has). */
export const styles = (colour: string, font: string, foot: string) => `
@font-face { font-family: "Report"; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) format("woff2"); }
:root { --accent: ${colour}; --ink: #17181c; --muted: #5a5d66; --line: #e4e5e9; }
* { box-sizing: border-box; }
html { font: 10.5pt/1.5 "Report", system-ui, sans-serif; color: var(--ink); background: #f4f4f6; font-variant-numeric: tabular-nums; }
body { margin: 0 auto; max-width: 210mm; background: #fff; padding: 0 18mm 18mm; }
h1, h2, h3 { line-height: 1.2; letter-spacing: -0.01em; break-after: avoid; }
h1 { font-size: 30pt; font-weight: 650; margin: 0 0 4mm; }
h2 { font-size: 17pt; font-weight: 650; margin: 12mm 0 4mm; padding-top: 3mm; border-top: 2px solid var(--accent); }
h3 { font-size: 11.5pt; font-weight: 600; margin: 7mm 0 2mm; }
p { margin: 0 0 3mm; max-width: 72ch; }
.quiet { color: var(--muted); }
.cover { display: flex; flex-direction: column; justify-content: space-between; min-height: 240mm; padding-top: 22mm; }
.cover img { max-height: 18mm; max-width: 70mm; }
.cover .mark { height: 4px; width: 28mm; background: var(--accent); margin: 0 0 8mm; }
.cover .name { font-weight: 600; }
.subtitle { font-size: 14pt; color: var(--muted); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1.5mm 8mm; margin: 0 0 4mm; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 0 0 6mm; break-inside: avoid; }
figcaption, caption { text-align: left; font-weight: 600; padding: 0 0 2mm; }
svg { width: 100%; height: auto; display: block; }
svg text { font-family: inherit; }
table { width: 100%; border-collapse: collapse; margin: 0 0 6mm; font-size: 9pt; }
th, td { text-align: left; vertical-align: top; padding: 1.6mm 2mm; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td { white-space: pre-line; }
th { color: var(--muted); font-weight: 550; border-bottom-color: #8a8d96; }
.end { text-align: right; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.score { display: inline-block; min-width: 9mm; padding: 0 1.5mm; border-radius: 3px; text-align: center; font-weight: 600; }
${[0, 1, 2, 3, 4, 5].map((step) => scoreStyle(step)).join("\n")}
nav ol { columns: 2; padding-left: 5mm; }
a { color: inherit; }
.proof { margin-top: 12mm; padding-top: 4mm; border-top: 1px solid var(--line); font-size: 9pt; color: var(--muted); overflow-wrap: anywhere; }
@page { size: A4; margin: 18mm 18mm 20mm; @bottom-left { content: ${cssText(foot)}; font: 7.5pt system-ui; color: #5a5d66; } @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt system-ui; color: #5a5d66; } }
@page :first { @bottom-left { content: none; } @bottom-right { content: none; } }
@media print {
  html { background: none; }
  body { max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .cover { break-after: page; }
  .own-page { break-before: page; }
  .own-page h2 { margin-top: 0; }
}
@media screen and (max-width: 640px) {
  body { padding: 0 5mm 10mm; }
  .cover { min-height: 0; gap: 12mm; padding-bottom: 8mm; }
  .wide { overflow-x: auto; }
}`;

/** A text as CSS has it, whatever is in it. */
const cssText = (text: string) =>
  `"${text.replace(/[^A-Za-z0-9 .,:-]/g, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;

function scoreStyle(step: number): string {
  const { ground, ink } = coloursOf(step);
  return `.score-${step} { background: ${ground}; color: ${ink}; }`;
}

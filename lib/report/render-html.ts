import { readFileSync } from "node:fs";
import path from "node:path";
import { barsSvg, trendSvg } from "./charts";
import type { Block, Cell, ReportDocument, Section, TableBlock } from "./document";
import { html, Markup } from "./html";
import { styles } from "./styles";
import { figure, momentOf, score } from "./words";

/** A report as one HTML document that needs nothing else: no script, no address, its font within it. */
export function renderHtml(report: ReportDocument): string {
  const { branding } = report;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${report.title}</title>
        <style>
          ${new Markup(styles(branding.colour, font(), report.proof[0] ?? ""))}
        </style>
      </head>
      <body>
        <header class="cover">
          <div>
            ${
              branding.logo
                ? html`<img
                    alt="${branding.name}"
                    src="data:${branding.logo.mediaType};base64,${branding.logo.bytes.toString("base64")}"
                  />`
                : html`<p class="name">${branding.name}</p>`
            }
          </div>
          <div>
            <div class="mark"></div>
            <h1>${report.title}</h1>
            <p class="subtitle">${report.subtitle}</p>
          </div>
          ${facts([...report.facts, ["As of", momentOf(report.at)]])}
        </header>
        <nav aria-label="Contents">
          <h2>Contents</h2>
          <ol>
            ${report.sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ol>
        </nav>
        <main>${report.sections.map(sectionOf)}</main>
        <footer class="proof">${report.proof.map((line) => html`<p>${line}</p>`)}</footer>
      </body>
    </html> `;
  return page.text;
}

const sectionOf = ({ id, title, blocks, ownPage }: Section) =>
  html`<section id="${id}" ${ownPage && html` class="own-page"`}>
    <h2>${title}</h2>
    ${blocks.map(blockOf)}
  </section> `;

function blockOf(block: Block): Markup {
  switch (block.type) {
    case "heading":
      return html`<h3>${block.text}</h3>`;
    case "text":
      return html`${block.text.split(/\n{2,}/).map((text) => html`<p${block.quiet && html` class="quiet"`}>${text}</p>`)}`;
    case "facts":
      return facts(block.items);
    case "bars":
      return html`<figure>
        <figcaption>${block.title}</figcaption>
        ${barsSvg(block)}
      </figure>`;
    case "trend":
      return html`<figure>
        <figcaption>${block.title}</figcaption>
        ${trendSvg(block)}
      </figure>`;
    case "table":
      return table(block);
  }
}

const facts = (items: [string, string][]) =>
  html`<dl>
    ${items.map(
      ([label, value]) =>
        html`<dt>${label}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;

function table({ title, columns, rows, note, empty }: TableBlock): Markup {
  const whole = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  const end = (at: number) => columns[at]?.align === "end" && html` class="end"`;
  return html`<div class="wide">
      <table>
        <caption>
          ${title}
        </caption>
        <colgroup>
          ${columns.map(({ share = 1 }) => html`<col width="${Math.round((share / whole) * 100)}%" />`)}
        </colgroup>
        <thead>
          <tr>
            ${columns.map(({ label }, at) => html`<th scope="col" ${end(at)}>${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${
            rows.length
              ? rows.map(
                  (row) =>
                    html`<tr>
                      ${row.map((cell, at) => html`<td${end(at)}>${cellOf(cell)}</td>`)}
                    </tr> `,
                )
              : html`<tr>
                  <td class="quiet" colspan="${columns.length}">${empty ?? "Nothing to list."}</td>
                </tr>`
          }
        </tbody>
      </table>
    </div>
    ${note && html`<p class="quiet">${note}</p>`}`;
}

function cellOf(cell: Cell): Markup | string {
  if (cell === null) return "";
  if (typeof cell === "number") return figure(cell);
  if (typeof cell === "string") return cell;
  if ("href" in cell) return html`<a href="${cell.href}">${cell.text}</a>`;
  if (cell.score === null) return score(null);
  return html`<span class="score score-${Math.min(5, Math.max(0, Math.round(cell.score)))}"
    >${score(cell.score)}</span
  >`;
}

let known: string | undefined;

/** The font of the screens, so that a report looks alike on every machine. */
function font(): string {
  const file = "node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2";
  return (known ??= readFileSync(path.join(process.env.SECURESPHERE_ROOT ?? process.cwd(), file)).toString("base64"));
}

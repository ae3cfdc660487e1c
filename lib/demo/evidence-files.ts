import { crc32, deflateSync } from "node:zlib";

/** A file of the demo: what a team would attach, made here so that it is real of its kind. */
export interface DemoFile {
  filename: string;
  content: Buffer;
  /** Codes of the questions it supports. */
  codes: string[];
}

/** Evidence of several kinds for a product. */
export function demoFiles(product: string, month: string): DemoFile[] {
  const slug = product.toLowerCase().replaceAll(" ", "-");
  const text = (lines: string[]) => Buffer.from(`${lines.join("\n")}\n`);
  return [
    {
      filename: `${slug}-threat-model.pdf`,
      codes: ["CO-TM-1", "CO-TM-2", "CO-TM-3"],
      content: pdf(`Threat model: ${product}`, [
        `Reviewed ${month}. Scope: all components in production.`,
        "",
        "T-01  Stolen session used from another device      mitigated (test: sessions-17)",
        "T-02  Object of another tenant reached by its id    mitigated (test: tenancy-04)",
        "T-03  Build agent replaces an artifact              open, due next month",
        "T-04  Backup restored without its access rules      mitigated (exercise of May)",
        "T-05  Support staff reads records without need      accepted until the new role model",
      ]),
    },
    {
      filename: "dependency-inventory.json",
      codes: ["BD-SS-1", "BD-SS-2"],
      content: text([
        JSON.stringify(
          {
            bomFormat: "CycloneDX",
            specVersion: "1.6",
            metadata: { component: { name: slug, type: "application" } },
            components: ["web-framework", "http-client", "orm", "logger", "crypto"].map((name, at) => ({
              type: "library",
              name,
              version: `${at + 2}.${at * 3}.${at + 1}`,
            })),
          },
          null,
          2,
        ),
      ]),
    },
    {
      filename: "open-findings.csv",
      codes: ["TV-DM-1", "TV-DM-2", "IG-MT-1"],
      content: text([
        "id,severity,component,found,due,status",
        "F-311,high,gateway,2026-09-02,2026-09-16,fixed",
        "F-318,medium,worker,2026-09-20,2026-11-01,fixed",
        "F-325,medium,portal,2026-10-11,2026-12-10,open",
        "F-326,low,portal,2026-10-11,2027-02-01,open",
      ]),
    },
    {
      filename: "deployment.log",
      codes: ["BD-RD-1", "BD-RD-3"],
      content: text([
        "2026-10-28T19:02:11Z release 4.18.0 requested by pipeline",
        "2026-10-28T19:02:15Z signature of image verified (key release-2026)",
        "2026-10-28T19:03:40Z canary 5 % healthy for 60 s",
        "2026-10-28T19:09:02Z rollout complete, 0 errors",
      ]),
    },
    {
      filename: "logging-guideline.md",
      codes: ["IG-LG-1", "IG-LG-3"],
      content: text([
        "# What must be logged",
        "",
        "- Sign-in, failed sign-in, sign-out",
        "- Refused access, with the rule that refused",
        "- Changes of permissions and configuration",
        "",
        "Never: passwords, tokens, diagnoses, free text of patients.",
      ]),
    },
    { filename: "scan-coverage.png", codes: ["TV-SA-1", "TV-DT-1"], content: barChart(chartOf(product)) },
  ];
}

const chartOf = (product: string) => [...product.slice(0, 8)].map((letter) => 20 + (letter.charCodeAt(0) % 13) * 6);

/** A one-page PDF with a title and lines in a fixed-width font. */
function pdf(title: string, lines: string[]): Buffer {
  const escape = (line: string) => line.replace(/[\\()]/g, "\\$&");
  const drawn = lines.map((line) => `(${escape(line)}) Tj T*`).join("\n");
  const page = `BT /F1 18 Tf 56 780 Td (${escape(title)}) Tj ET\nBT /F2 10 Tf 56 750 Td 15 TL\n${drawn}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return Buffer.from(
    `${body}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    "latin1",
  );
}

/** A PNG with one bar a value; values are heights in pixels, up to 100. */
function barChart(values: number[]): Buffer {
  const width = values.length * 40 + 20;
  const height = 120;
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3, 255);
    row[0] = 0;
    for (let x = 0; x < width; x++) {
      const bar = values[Math.floor((x - 20) / 40)];
      if (x >= 20 && (x - 20) % 40 < 28 && bar !== undefined && y >= height - 10 - bar && y < height - 10) {
        row.set([47, 98, 173], 1 + x * 3);
      }
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed) >>> 0);
  return Buffer.concat([length, typed, check]);
}

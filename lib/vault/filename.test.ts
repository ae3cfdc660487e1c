import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidenceIdOfPath, evidencePath } from "./evidence-path";
import { cleanFilename, extensionOf } from "./filename";

/** Neither folders nor control or direction marks, nor dots at its ends. */
const harmless = /^(?![.])[^/\\\p{Cc}\u202a-\u202e\u2066-\u2069]{1,200}(?<![.])$/u;

const hostile = fc.constantFrom(
  ...'a.b/\\ \0\r\n:*"<\u202e\u2066\u200b\u0301é日🔒'.split(""),
  "..",
  ".pdf",
  "con",
  "\ud800",
  "🔒",
);

describe("the name of an uploaded file", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd", "passwd"],
    ["..\\..\\windows\\system.ini", "system.ini"],
    ["/abs/olute/plan.md", "plan.md"],
    ["C:\\Users\\me\\scan.png", "scan.png"],
    ["C:scan.png", "C_scan.png"],
    ["..", "evidence"],
    ["dir/", "dir"],
    ["", "evidence"],
    [".htaccess", "htaccess"],
    ["a\u0000b.txt", "ab.txt"],
    ["a\r\nSet-Cookie: x=1.txt", "aSet-Cookie_ x=1.txt"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    ["zero\u200bwidth.csv", "zerowidth.csv"],
    ["u\u0308bersicht.pdf", "übersicht.pdf"],
    ["  spaced   out .txt ", "spaced out .txt"],
    ['quo"te<b>.png', "quo_te_b_.png"],
    ["con.txt", "_con.txt"],
    ["日本語の証拠.pdf", "日本語の証拠.pdf"],
  ])("%j becomes %j", (raw, clean) => expect(cleanFilename(raw)).toBe(clean));

  it("is at most 200 characters and keeps its extension", () => {
    const name = cleanFilename(`${"é".repeat(400)}.docx`);
    expect([...name]).toHaveLength(200);
    expect(extensionOf(name)).toBe("docx");
  });

  it("never leads anywhere, whatever was sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: hostile, maxLength: 260 }), (raw) => {
        const name = cleanFilename(raw);
        expect(harmless.test(name), name).toBe(true);
        expect(cleanFilename(name)).toBe(name);
        expect(evidenceIdOfPath(evidencePath({ id: 42, filename: name }))).toBe(42);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the path of evidence", () => {
  it.each([
    "",
    "evidence/0/x",
    "evidence/1",
    "evidence/1/",
    "evidence/1/a/b",
    "/evidence/1/x",
    "evidence/-1/x",
    "evidence/9999999999/x",
    "../evidence/1/x",
    "evidence/1e3/x",
  ])("is not %j", (path) => expect(evidenceIdOfPath(path)).toBeUndefined());
});

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { allQuestions, questionnaireDocument } from "./document";
import { Unreadable } from "./limits";
import { countsOf } from "./preview";
import { readQuestionnaire } from "./read-questionnaire";

/* The real files of their publishers; they are not part of this repository, and without them there is nothing to test. */
const data = path.resolve(import.meta.dirname, "../../../../shared/data");
const has = (name: string) => existsSync(path.join(data, name));
const read = async (name: string) => {
  const reading = await readQuestionnaire(readFileSync(path.join(data, name)), "any name.txt");
  expect(reading.errors).toEqual([]);
  expect(questionnaireDocument.parse(reading.document)).toEqual(reading.document);
  return { ...reading, document: reading.document!, questions: allQuestions(reading.document!) };
};

describe.skipIf(!has("samm-core-model.zip"))("OWASP SAMM", () => {
  it("is read whole: 5 functions, 15 practices, 30 streams, 90 questions", async () => {
    const { format, document, questions, warnings } = await read("samm-core-model.zip");
    expect([format, document.title, document.scoring_model, document.licence]).toEqual([
      "samm",
      "OWASP SAMM",
      "samm",
      "CC BY-SA 4.0",
    ]);
    expect(warnings).toEqual([]);
    expect(countsOf(document)).toEqual({ sections: 5, dimensions: 15, questions: 90, options: 360 });
    expect(document.sections.map(({ title }) => title)).toEqual([
      "Governance",
      "Design",
      "Implementation",
      "Verification",
      "Operations",
    ]);
    expect(document.sections.every(({ dimensions }) => dimensions.length === 3)).toBe(true);
    expect(new Set(questions.map(({ options }) => options.map(({ score }) => score).join()))).toEqual(
      new Set(["0,1.25,2.5,5"]),
    );
    // Each stream asks one question a level, the lowest first.
    for (const section of document.sections)
      for (const { subdimensions } of section.dimensions)
        for (const stream of subdimensions) expect(stream.questions.map(({ level }) => level)).toEqual([1, 2, 3]);
    const principles = questions.find(({ code }) => code === "D-SA-A-1")!;
    expect(principles.cross_references).toEqual([{ framework: "SAMM", reference: "D-SA-A-1" }]);
    expect(principles.meaning).toMatch(/^Quality criteria:\n- /);
  });
});

describe.skipIf(!has("oscal-800-53r5-privacy.json"))("NIST SP 800-53", () => {
  it("is read with its parameters resolved and its enhancements kept", async () => {
    const { format, document, questions } = await read("oscal-800-53r5-privacy.json");
    expect([format, document.version, document.licence, document.source]).toEqual([
      "oscal-catalog",
      "5.1.1+u4",
      "Public domain (NIST)",
      "NIST",
    ]);
    expect(document.sections).toHaveLength(16);
    expect(questions).toHaveLength(102);
    expect(JSON.stringify(document)).not.toMatch(/\{\{|insert: param/);
    const policy = questions.find(({ code }) => code === "AC-1")!;
    expect(policy.text).toBe("AC-1 Policy and Procedures");
    expect(policy.meaning).toContain(
      "a. Develop, document, and disseminate to [Assignment: organization-defined personnel or roles]:\n  1. [Selection (one or more): organization-level;",
    );
    expect(policy.cross_references).toEqual([{ framework: "NIST SP 800-53", reference: "AC-1" }]);
    expect(policy.importance).toMatch(/^Access control policy/);
    expect(policy.good_evidence).toMatch(/^access control policy/i);
    expect(questions.filter(({ code }) => /\(\d+\)$/.test(code)).length).toBeGreaterThan(10);
  });
});

describe.skipIf(!has("oscal-basic-catalog.json"))("OSCAL's example", () => {
  it("is read with groups in groups, and says that it names no licence", async () => {
    const { document, questions, warnings } = await read("oscal-basic-catalog.json");
    expect(document.sections.map(({ dimensions }) => dimensions.length)).toEqual([1, 1]);
    expect(questions).toHaveLength(4);
    expect(questions[0]!.meaning).toContain("initiating a device lock after [Assignment: a duration] of inactivity");
    expect(warnings).toEqual([expect.objectContaining({ place: "metadata" })]);
    expect(document.attribution).toMatch(/Copyrights for this work/);
  });
});

describe.skipIf(!has("ciso-owasp-masvs-2.1.0.yaml"))("a CISO Assistant library", () => {
  it("is read with its headings, licence and codes", async () => {
    const { format, document, questions } = await read("ciso-owasp-masvs-2.1.0.yaml");
    expect([format, document.title, document.licence]).toEqual([
      "ciso-assistant",
      "OWASP MASVS 2.1.0",
      "CC BY-SA 3.0 - The OWASP Foundation",
    ]);
    expect(document.sections).toHaveLength(8);
    expect(questions).toHaveLength(24);
    expect(questions[0]).toMatchObject({
      code: "MASVS-STORAGE-1",
      cross_references: [{ framework: "MASVS", reference: "MASVS-STORAGE-1" }],
    });
  });
});

describe("a publisher's file, damaged in twenty ways", () => {
  const files = [
    "samm-core-model.zip",
    "oscal-800-53r5-privacy.json",
    "oscal-basic-catalog.json",
    "ciso-owasp-masvs-2.1.0.yaml",
  ];
  /** The same damage every time: a piece taken out, doubled or overwritten, somewhere. */
  const damaged = (bytes: Buffer, seed: number) => {
    const at = Math.floor(((seed * 0.618034) % 1) * bytes.length);
    const end = Math.min(bytes.length, at + 1 + seed * seed);
    const piece = bytes.subarray(at, end);
    const put = [
      Buffer.alloc(0),
      Buffer.concat([piece, piece]),
      Buffer.alloc(piece.length, "{"),
      Buffer.alloc(3, "\n"),
    ];
    return Buffer.concat([bytes.subarray(0, at), put[seed % 4]!, bytes.subarray(end)]);
  };

  it.skipIf(!files.every(has)).each(files)("%s", async (name) => {
    const bytes = readFileSync(path.join(data, name));
    for (let seed = 1; seed <= 20; seed += 1) {
      const start = performance.now();
      try {
        const { document } = await readQuestionnaire(damaged(bytes, seed), name);
        if (document) expect(questionnaireDocument.parse(document)).toEqual(document);
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
      }
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });
});

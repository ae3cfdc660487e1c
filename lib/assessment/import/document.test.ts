import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ownDocument } from "@/e2e/support/questionnaire-json";
import { initialsOf, newOption, slugOf } from "./build";
import { questionnaireDocument, slugPattern } from "./document";
import { frameworkName, sammReference } from "./frameworks";
import { Unreadable } from "./limits";
import { decodeText } from "./parse-text";

describe("the format of our own", () => {
  it("is what its JSON Schema says (after a change: npx vitest run --project unit document.test -u)", async () => {
    const schema = z.toJSONSchema(questionnaireDocument, { io: "input" });
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../../../docs/questionnaire.schema.json");
  });

  it("holds the same by the schema's rules as by ours", () => {
    const { sections, ...about } = ownDocument();
    expect(questionnaireDocument.safeParse({ ...about, sections }).success).toBe(true);
    expect(questionnaireDocument.safeParse(about).success).toBe(false);
  });

  it("keeps scores and weights to the hundredth, whatever they are computed from", () => {
    const score =
      questionnaireDocument.shape.sections.element.shape.dimensions.element.shape.questions.unwrap().element.shape
        .options;
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), (value) => {
        expect(score.safeParse([newOption("x", value)]).success).toBe(true);
      }),
    );
  });
});

it("names a slug for any title", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (title) => {
      expect(slugOf(title)).toMatch(slugPattern);
    }),
  );
  expect(slugOf("OWASP DSOMM (4.3)")).toBe("owasp-dsomm-4-3");
});

it("takes the initials of the words that tell", () => {
  expect(["Build and Deployment", "Information gathering", "the", "Élan", ""].map(initialsOf)).toEqual([
    "BD",
    "IG",
    "T",
    "E",
    "Q",
  ]);
});

it("calls frameworks alike, however they are written", () => {
  expect(
    ["samm2", "iso27001-2022", "ISO/IEC 27001:2022", "NIST CSF v2.0", "NIST SP 800-53 revision 5", "openCRE"].map(
      (name) => frameworkName(name),
    ),
  ).toEqual(["SAMM", "ISO 27001:2022", "ISO 27001:2022", "NIST CSF", "NIST SP 800-53", "OpenCRE"]);
  expect(["D-SA-1-A", "D-SA-A-1", "d-sa-b-3", "D-SA-A-4", "not covered"].map(sammReference)).toEqual([
    "D-SA-A-1",
    "D-SA-A-1",
    "D-SA-B-3",
    undefined,
    undefined,
  ]);
});

it("decodes every text that UTF-8 can be, and never fails on any bytes but zeros", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }).filter((text) => !/^\ufeff|\0|\p{Surrogate}/u.test(text)),
      (text) => {
        expect(decodeText(Buffer.from(text)).text).toBe(text);
      },
    ),
  );
  fc.assert(
    fc.property(fc.uint8Array({ min: 1 }), (bytes) => {
      const decode = () => decodeText(bytes);
      if (bytes.includes(0) && !(bytes[0]! >= 0xfe)) expect(decode).toThrow(Unreadable);
      else if (!bytes.includes(0)) expect(typeof decode().text).toBe("string");
    }),
  );
});

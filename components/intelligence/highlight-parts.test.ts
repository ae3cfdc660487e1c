import fc from "fast-check";
import { expect, test } from "vitest";
import { partsOf, type Span } from "./highlight-parts";

test("parts are the text, and each unit is marked as the spans over it say", () => {
  const kind = fc.constantFrom<Span["kind"]>("hit", "harmless", "identifier");
  const span = fc.record({ start: fc.nat(30), end: fc.nat(30), kind });
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 0, maxLength: 30 }),
      fc.array(span, { maxLength: 6 }),
      (text, spans) => {
        const parts = partsOf(text, spans);
        expect(parts.map((part) => part.text).join("")).toBe(text);
        let at = 0;
        for (const part of parts) {
          const over = spans.filter(({ start, end }) => start < end && end <= text.length && start <= at && end > at);
          expect(new Set(part.kinds)).toEqual(new Set(over.map((each) => each.kind)));
          at += part.text.length;
        }
      },
    ),
  );
});

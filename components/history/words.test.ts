import { expect, it } from "vitest";
import { actionWord, recordWord } from "./words";

it.each([
  ["questionnaire_responses", "Questionnaire response"],
  ["evidence", "Evidence"],
  ["response_evidence", "Response evidence"],
  ["password_resets", "Password reset"],
  ["companies", "Company"],
])("calls a row of %s a %s", (table, word) => expect(recordWord(table)).toBe(word));

it("names events it knows and spells those it does not", () => {
  expect(actionWord("UPDATE")).toBe("Changed");
  expect(actionWord("KEY_ROTATED")).toBe("Key rotated");
});

import { expect, it } from "vitest";
import { redactValues } from "./redact";

it("takes out what is named like a secret or looks like one, at any depth", () => {
  const written = {
    ...{ name: "Ann", password: "x", Reset_Token: "y", apiKey: "z", nothing: { secret: null } },
    list: [{ note: "was pbkdf2:sha256:600000$Xy7Zw2Qv$86c2de" }, { note: "$2b$12$abcdefghijklmnopqrstuu" }, "short"],
    jwt: "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln",
    link: "https://there.test/join/Zk3bQ0pXw8Ln5Tt2Vv7Rr4Yy6Uu1Ii9OoPpAaSsDdFf",
  };
  const text = JSON.stringify(redactValues(JSON.stringify(written)));
  expect(JSON.parse(text)).toMatchObject({ name: "Ann", password: "[redacted]", nothing: { secret: null } });
  for (const secret of ['"x"', '"y"', '"z"', "86c2de", "abcdefghijklm", "eyJ", "Zk3bQ0"])
    expect(text).not.toContain(secret);
  expect(text).toContain("short");
});

it("keeps what is no JSON as text, unless it names a secret", () => {
  expect(redactValues("name changed")).toBe("name changed");
  expect(redactValues("{'password': 'admin123'")).toBe("[redacted]");
  expect(redactValues("")).toBe(null);
});

it("bounds depth and length, and stores no NUL and no half of a character", () => {
  const deep = `${"[".repeat(500)}1${"]".repeat(500)}`;
  expect(JSON.stringify(redactValues(deep))).toContain("[too deep]");
  const [long, odd] = redactValues(JSON.stringify(["a b ".repeat(10_000), "x\0\ud800y"])) as string[];
  expect(long!.length).toBeLessThanOrEqual(2_000);
  expect(odd).toBe("x\uFFFDy");
});

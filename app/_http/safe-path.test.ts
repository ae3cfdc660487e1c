import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path";

describe("where a link may lead on to", () => {
  it.each(["/products/7?tab=plan#top", "/", "/reviews"])("is a path of ours: %s", (path) => {
    expect(safePath(path)).toBe(path);
  });

  it("is a path of ours when it names our own origin", () => {
    expect(safePath("https://ours.test/inbox?x=1", "https://ours.test")).toBe("/inbox?x=1");
  });

  it.each([
    "https://evil.test/",
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "\n//evil.test",
    "https:evil.test",
    "https:/\\evil.test",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://nowhere.invalid@evil.test/",
    "http://user@nowhere.invalid/",
    "http://[",
    "/api/auth/signout",
    "/_next/x",
    "",
    undefined,
    7,
    "/".padEnd(3000, "a"),
  ])("is the home page for %j", (payload) => {
    expect(safePath(payload)).toBe("/");
  });

  it("never leaves the site, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
          fc.string().map((text) => `//${text}`),
        ),
        (text) => {
          const path = safePath(text);
          expect(path).toMatch(/^\/(?![/\\])/);
          expect(new URL(path, "https://ours.test").origin).toBe("https://ours.test");
        },
      ),
    );
  });
});

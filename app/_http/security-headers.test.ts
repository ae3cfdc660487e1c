import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./security-headers";

const policy = (https: boolean) => contentSecurityPolicy("bm9uY2U=", { https, development: false });
const directives = (https = true) =>
  new Map(
    policy(https)
      .split("; ")
      .map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]),
  );

describe("the headers of pages", () => {
  it("let scripts run by nonce only, and nobody frame us or change our base", () => {
    expect(directives().get("script-src")).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
    for (const name of ["object-src", "base-uri", "frame-ancestors"])
      expect(directives().get(name)).toEqual(["'none'"]);
    expect(directives().get("form-action")).toEqual(["'self'"]);
    expect(policy(true)).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|style-src-elem[^;]*unsafe-inline/);
  });

  it("know the style sheet that the toasts write", () => {
    const source = readFileSync(path.resolve("node_modules/sonner/dist/index.mjs"), "utf8");
    const [, literal] = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)!;
    const digest = createHash("sha256").update(JSON.parse(literal!)).digest("base64");
    expect(directives().get("style-src-elem")).toContain(`'sha256-${digest}'`);
  });

  it("insist on HTTPS only where the public address has it", () => {
    expect(securityHeaders(true)["strict-transport-security"]).toMatch(/^max-age=63072000/);
    expect(securityHeaders(false)).not.toHaveProperty("strict-transport-security");
    expect(directives(true).has("upgrade-insecure-requests")).toBe(true);
    expect(directives(false).has("upgrade-insecure-requests")).toBe(false);
  });
});

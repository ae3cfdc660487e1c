import { describe, expect, it } from "vitest";

import { buildMatcher } from "./route-table";

const patterns = [
  "/api/[...path]",
  "/api/v1/products",
  "/api/v1/products/[id]",
  "/api/v1/[kind]/latest",
  "/api/v1/[kind]/[id]/log",
];
const match = buildMatcher(patterns.map((pattern) => ({ pattern, module: { pattern } })));

describe("the route table", () => {
  it.each([
    ["/api/v1/products", "/api/v1/products", {}],
    ["/api/v1/products/7", "/api/v1/products/[id]", { id: "7" }],
    ["/api/v1/users/latest", "/api/v1/[kind]/latest", { kind: "users" }],
    ["/api/v1/products/7/log", "/api/v1/[kind]/[id]/log", { kind: "products", id: "7" }],
    ["/api/v1/products/a%2Fb", "/api/v1/products/[id]", { id: "a/b" }],
    ["/api/v1/products/%zz", "/api/v1/products/[id]", { id: "%zz" }],
    ["/api/v2/else", "/api/[...path]", { path: ["v2", "else"] }],
  ])("finds %s", (path, pattern, params) => {
    expect(match(path)).toEqual({ pattern, module: { pattern }, params });
  });

  it("finds nothing outside the folder", () => {
    expect(match("/reviews")).toBeUndefined();
  });
});

import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, expect, it } from "vitest";
import type { Handler } from "@/app/_http/route";
import { routes } from "@/server/routes.generated";
import { documentText, operations } from "./document";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@localhost/none",
    AUTH_SECRET: "a secret for tests of the document only",
    AUTH_URL: "http://securesphere.test",
    SECURESPHERE_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  });
});

it("is valid OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(documentText()));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

it("knows every route and method that is served, and no other", async () => {
  const served: string[] = [];
  for (const { pattern, module } of routes.filter((route) => route.pattern !== "/api/[...path]")) {
    const path = pattern.replace(/\[(\w+)\]/g, "{$1}");
    const ask = module.OPTIONS as Handler;
    const answer = await ask(new Request(`http://x${pattern}`, { method: "OPTIONS" }), { params: Promise.resolve({}) });
    const methods = answer.headers.get("allow")!.split(", ");
    served.push(
      ...methods.filter((method) => !["HEAD", "OPTIONS"].includes(method)).map((method) => `${method} ${path}`),
    );
  }
  expect(Object.keys(operations).sort()).toEqual(served.sort());
});

it("gives every operation a name of its own, and every parameter of its address", () => {
  const ids = Object.values(operations).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [name, { path }] of Object.entries(operations)) {
    const parameters = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect(Object.keys(path?.shape ?? {}).sort()).toEqual(parameters.sort());
  }
});

it("names what a caller must know of the four endpoints", () => {
  const { paths, components } = JSON.parse(documentText());
  const save = paths["/api/save_response"].post;
  expect(Object.keys(save.requestBody.content)).toEqual([
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
  ]);
  const fields = save.requestBody.content["application/json"].schema;
  expect(fields.required).toEqual(["product_id"]);
  expect(fields.properties.maturity_score).toMatchObject({ type: "integer", minimum: 0, maximum: 5 });
  expect(fields.properties).not.toHaveProperty("partial");
  expect(Object.keys(save.responses)).toEqual([
    "200",
    "201",
    "400",
    "401",
    "403",
    "404",
    "409",
    "413",
    "415",
    "422",
    "429",
    "503",
  ]);
  expect(paths["/api/audit_trail"].get.parameters.map(({ name }: { name: string }) => name)).toEqual([
    "user_id",
    "table_name",
    "record_id",
    "action",
    "organization_id",
    "from",
    "to",
    "q",
    "limit",
    "cursor",
  ]);
  expect(components.schemas.Problem.required).toContain("request_id");
});

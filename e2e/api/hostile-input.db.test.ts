import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { operations } from "@/app/_http/openapi/document";
import { addProduct } from "@/e2e/support/assessed";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey, type Call } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";

/** Every documented operation, given what no client should send: it refuses, and never breaks. */
const world = useWorld();
useStore();
const door = useFrontDoor();
let key: string;
let productId: number;

beforeAll(async () => {
  process.env.API_CALLS_PER_MINUTE = "1000000";
  process.env.API_ADDRESS_CALLS_PER_MINUTE = "1000000";
  key = await makeKey(world, world.superuser);
  productId = (await addProduct(world)).id;
});

const LARGE = "x".repeat(50_000);
const oddText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", " ", "\0", "a\0b", "\ud800", "\u202e", "../../etc/passwd", "' or 1=1--", "${7*7}", LARGE),
  fc.constantFrom(
    "NaN",
    "Infinity",
    "-1",
    "0",
    "1e9",
    "0x10",
    "2147483648",
    "9".repeat(400),
    "true",
    "null",
    "[object Object]",
  ),
);
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom(
    null,
    true,
    -1,
    0,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    1e308,
    [],
    {},
    [[]],
    { length: 1 },
    { toString: 1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const names = (fields?: { shape: object }) => Object.keys(fields?.shape ?? {});

/** A body made of the operation's own fields and some of nobody's. */
function bodyOf(fields: string[]): fc.Arbitrary<Call> {
  const field = fc.constantFrom(...fields, "role", "constructor", "toString", "length");
  const record = fc.dictionary(field, oddValue, { maxKeys: 6 }).map((body) => ({ product_id: productId, ...body }));
  return fc.oneof(
    record.map((json): Call => ({ json })),
    oddText.map((body): Call => ({ body, headers: { "content-type": "application/json" } })),
    fc.array(fc.tuple(field, oddText), { maxLength: 6 }).map((pairs): Call => ({ body: new URLSearchParams(pairs) })),
    fc.array(fc.tuple(field, oddText), { maxLength: 6 }).map((pairs): Call => {
      const form = new FormData();
      for (const [name, value] of pairs) form.append(name, value);
      return { body: form };
    }),
    fc.uint8Array({ maxLength: 200 }).map((bytes): Call => ({
      body: new Blob([new Uint8Array(bytes)]),
      headers: { "content-type": "multipart/form-data; boundary=x" },
    })),
  );
}

it.each(Object.keys(operations))("%s", async (name) => {
  const operation = operations[name]!;
  const [method, pattern] = name.split(" ") as [string, string];
  const values = fc.record(Object.fromEntries(names(operation.path).map((field) => [field, oddText])));
  const query = fc.dictionary(fc.constantFrom("cursor", ...names(operation.query)), oddText, { maxKeys: 4 });
  const schema = operation.body?.["application/json"]?.schema as { shape: object } | undefined;
  const body = operation.body ? bodyOf(names(schema ?? { shape: { file: 1 } })) : fc.constant<Call>({});
  const odd = fc.record({ values, query, body });
  await fc.assert(
    fc.asyncProperty(odd, async (given) => {
      const path = pattern.replace(
        /\{(\w+)\}/g,
        (_, field: string) => encodeURIComponent(wellFormed(given.values[field]!)) || "%20",
      );
      const search = new URLSearchParams(given.query).toString();
      const answer = await call(door, method, search ? `${path}?${search}` : path, { key, ...given.body });
      expect([answer.status, answer.text.slice(0, 300)]).toEqual([
        answer.status,
        expect.not.stringMatching(/node_modules|\bat .*:\d+:\d+/),
      ]);
      expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
      if (answer.status >= 400)
        expect(answer.body).toMatchObject({ status: answer.status, request_id: expect.any(String) });
    }),
    { numRuns: Number(process.env.FUZZ_RUNS || 40), endOnFailure: true },
  );
});

/** A lone surrogate cannot stand in an address at all. */
const wellFormed = (text: string) => text.slice(0, 1_000).replace(/[\ud800-\udfff]/g, "\ufffd");

it("answers a body of ten megabytes, or a thousand levels deep, at once", async () => {
  const started = Date.now();
  const huge = await call(door, "POST", "/api/save_response", {
    key,
    body: `{"answer":"${"a".repeat(10_000_000)}"}`,
    headers: { "content-type": "application/json" },
  });
  expect(huge.status).toBe(413);
  for (const text of [
    `{"a":`.repeat(1_000) + "1" + "}".repeat(1_000),
    "[".repeat(500_000),
    `{"a":"${"\\\\".repeat(400_000)}"}`,
  ]) {
    const answer = await call(door, "POST", "/api/save_response", {
      key,
      body: text,
      headers: { "content-type": "application/json" },
    });
    expect([400, 422]).toContain(answer.status);
  }
  expect(Date.now() - started).toBeLessThan(5_000);
});

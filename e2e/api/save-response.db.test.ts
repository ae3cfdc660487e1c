import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey, type Call } from "@/e2e/support/outside-caller";
import { pdf, png } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { closePool } from "@/lib/kernel/database";

const world = useWorld();
const store = useStore();
const door = useFrontDoor();
let key: string;
let product: { id: number; versionId: number };
let questions: Awaited<ReturnType<typeof questionsOf>>;
let used = 0;

beforeAll(async () => {
  key = await makeKey(world, world.client, ["responses:read", "responses:write"]);
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
});

const save = (options: Call) => call(door, "POST", "/api/save_response", { key, ...options });
const fresh = () => questions[used++]!;
const rowsOf = (questionId: number) =>
  world.sql<{ id: number; version: number; answer: string }>(
    "select id, version, answer from questionnaire_responses where product_id = $1 and question_id = $2",
    [product.id, questionId],
  );

type FormEntry = [string, string] | [string, Blob, string];
function form(...entries: FormEntry[]): FormData {
  const data = new FormData();
  for (const [name, value, filename] of entries) {
    if (typeof value === "string") data.append(name, value);
    else data.append(name, value, filename);
  }
  return data;
}
const file = (content: Buffer | string) => new Blob([new Uint8Array(Buffer.from(content))]);

describe("JSON", () => {
  it("creates, then updates, the one current answer", async () => {
    const question = fresh();
    const body = { product_id: product.id, question: question.text, answer: "B" };
    const created = await save({ json: body });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      success: true,
      version: 1,
      status: "draft",
      maturity_score: 2,
      score_source: "option",
      evidence: [],
      overall_score: 2,
      maturity_level: "Developing",
    });
    const updated = await save({ json: { ...body, answer: "D", version: 1 } });
    expect([updated.status, updated.body.response_id, updated.body.version]).toEqual([
      200,
      created.body.response_id,
      2,
    ]);
    const stale = await save({ json: { ...body, answer: "C", version: 1 } });
    expect([stale.status, stale.body.code]).toEqual([409, "stale_version"]);
    expect(await rowsOf(question.id)).toHaveLength(1);
  });

  it("scores a free text by what it says, and says why", async () => {
    const question = questions.find(({ text }) => text.startsWith("How are known vulnerabilities"))!;
    const answer = "Every build is scanned by automated and documented checks.";
    const { status, body } = await save({ json: { product_id: product.id, question_id: question.id, answer } });
    expect([status, body.score_source]).toEqual([201, "suggested"]);
    expect(body.maturity_score).toBeGreaterThanOrEqual(4);
    expect(body.reasons.length).toBeGreaterThan(0);
  });

  it("keeps a given score, and leaves out what does not apply", async () => {
    const given = { product_id: product.id, question_id: fresh().id, answer: "something", maturity_score: 5 };
    expect((await save({ json: given })).body).toMatchObject({ maturity_score: 5, score_source: "provided" });
    const without = { product_id: product.id, question_id: fresh().id, not_applicable: true };
    expect((await save({ json: without })).status).toBe(422);
    const applied = await save({ json: { ...without, not_applicable_reason: "We host nothing ourselves." } });
    expect([applied.status, applied.body.maturity_score]).toEqual([201, null]);
  });

  it("takes numbers and flags as forms write them, and nothing else of another type", async () => {
    const question = fresh();
    const body = { product_id: String(product.id), question_id: question.id, answer: "A", submit: "false" };
    expect((await save({ json: body })).status).toBe(201);
    for (const [field, value] of [
      ["product_id", 1.5],
      ["product_id", true],
      ["question_id", "1e3"],
      ["maturity_score", 6],
      ["answer", 7],
      ["submit", "perhaps"],
      ["submit", 2],
      ["version", []],
    ] as const) {
      const refused = await save({ json: { ...body, [field]: value } });
      expect([field, refused.status, refused.body.errors?.[0]?.path]).toEqual([field, 422, field]);
    }
  });
});

describe("a form", () => {
  it("saves like JSON, leaving out empty fields", async () => {
    const question = fresh();
    const body = new URLSearchParams({
      product_id: String(product.id),
      question: question.text,
      answer: "C",
      option_id: "",
      maturity_score: "",
      comment: "",
      submit: "",
      version: "",
    });
    const { status, body: saved } = await save({ body });
    expect([status, saved.maturity_score]).toEqual([201, 3]);
  });

  it("refuses a field given twice", async () => {
    const twice = await save({
      body: `product_id=${product.id}&answer=A&answer=B&question_id=${fresh().id}`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect([twice.status, twice.body.code]).toEqual([400, "malformed"]);
  });
});

describe("a form with files", () => {
  const fields = (questionId: number, answer = "D"): FormEntry[] => [
    ["product_id", String(product.id)],
    ["question_id", String(questionId)],
    ["answer", answer],
  ];

  it.each(["after", "before", "between"] as const)(
    "saves the answer with its files, which come %s the fields",
    async (order) => {
      const question = fresh();
      const files: FormEntry[] = [
        ["evidence", file(pdf(order)), "Bericht „Q3“.pdf"],
        ["evidence", file(png()), "screen.png"],
        ["evidence", file(""), ""],
      ];
      const [first, ...rest] = fields(question.id) as [FormEntry, ...FormEntry[]];
      const body =
        order === "after"
          ? form(first, ...rest, ...files)
          : order === "before"
            ? form(...files, first, ...rest)
            : form(files[0]!, first, files[1]!, ...rest);
      const { status, body: saved } = await save({ body });
      expect(status).toBe(201);
      expect(saved.evidence.map((item: { filename: string }) => item.filename)).toEqual([
        "Bericht „Q3“.pdf",
        "screen.png",
      ]);
      const [item] = saved.evidence;
      const content = await call(door, "GET", `/api/v1/evidence/${item.id}/content`, { key });
      expect([content.status, content.text]).toEqual([200, pdf(order).toString("latin1")]);
    },
  );

  it("adds no file twice", async () => {
    const question = fresh();
    const body = () =>
      form(...fields(question.id), ["evidence", file(png(3)), "a.png"], ["evidence", file(png(3)), "a.png"]);
    expect((await save({ body: body() })).body.evidence).toHaveLength(1);
    const again = await save({ body: body() });
    expect([again.status, again.body.version, again.body.evidence.length]).toEqual([200, 1, 1]);
  });

  it.each([
    ["a file of a kind that is not taken", "evil.exe", Buffer.from("MZ\x90\0"), 415],
    ["a file that is not what it says", "a.pdf", Buffer.from("MZ not a pdf at all"), 415],
  ])("saves nothing with %s", async (_what, name, content, status) => {
    const question = fresh();
    const before = store.files();
    const good: FormEntry = ["evidence", file(pdf(`good ${name}`)), "good.pdf"];
    for (const body of [
      form(...fields(question.id), good, ["evidence", file(content), name]),
      form(good, ["evidence", file(content), name], ...fields(question.id)),
    ]) {
      const refused = await save({ body });
      expect([refused.status, refused.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    }
    expect(await rowsOf(question.id)).toEqual([]);
    expect(store.files()).toEqual(before);
  });

  it("keeps no file when the answer is refused", async () => {
    const before = store.files();
    const rows = await world.sql("select count(*) as evidence from evidence");
    const refused = await save({ body: form(...fields(999_999_999), ["evidence", file(pdf("nowhere")), "a.pdf"]) });
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, "question_id"]);
    expect(store.files()).toEqual(before);
    expect(await world.sql("select count(*) as evidence from evidence")).toEqual(rows);
  });

  it("refuses files under other names, texts as files, and forms that name no product", async () => {
    const question = fresh();
    const upload: FormEntry = ["evidence", file(pdf()), "a.pdf"];
    const other = await save({ body: form(...fields(question.id), ["attachment", file(pdf()), "a.pdf"]) });
    expect([other.status, other.body.errors[0].path]).toEqual([422, "attachment"]);
    const text = await save({ body: form(...fields(question.id), ["evidence", "/etc/passwd"]) });
    expect([text.status, text.body.errors[0].path]).toEqual([422, "evidence"]);
    const nowhere = await save({ body: form(upload, ["question_id", "1"], ["answer", "A"]) });
    expect([nowhere.status, nowhere.body.errors[0].path]).toEqual([422, "product_id"]);
    expect(await rowsOf(question.id)).toEqual([]);
  });

  it("refuses who may not answer before a file is kept", async () => {
    const before = store.files();
    const upload: FormEntry = ["evidence", file(pdf("theirs")), "a.pdf"];
    for (const [person, status] of [
      [world.stranger, 404],
      [world.lead, 403],
      [world.analyst, 404],
    ] as const) {
      const theirs = await makeKey(world, person);
      const answer = await save({ key: theirs, body: form(...fields(questions[0]!.id), upload) });
      expect([person.email, answer.status]).toEqual([person.email, status]);
    }
    expect((await save({ key: undefined, body: form(upload, ...fields(1)) })).status).toBe(401);
    expect(store.files()).toEqual(before);
  });

  it.each([
    ["no boundary", "multipart/form-data", "x"],
    ["nothing in it", "multipart/form-data; boundary=x", ""],
    [
      "an end that never comes",
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="evidence"; filename="a.txt"\r\n\r\nabc',
    ],
    [
      "a field cut off",
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="product_id"\r\n\r\n1',
    ],
    ["no parts", "multipart/form-data; boundary=x", "hello"],
  ])("is malformed with %s", async (_what, type, body) => {
    const { status, body: problem } = await save({ body, headers: { "content-type": type } });
    expect([status, problem.code]).toEqual([400, "malformed"]);
  });

  it("is too large with a file over the limit, and too many parts", async () => {
    process.env.VAULT_MAX_FILE_BYTES = "100000";
    try {
      const big = file(Buffer.alloc(300_000, "a"));
      for (const body of [
        form(...fields(1), ["evidence", big, "big.txt"]),
        form(["evidence", big, "big.txt"], ...fields(1)),
      ]) {
        expect((await save({ body })).status).toBe(413);
      }
    } finally {
      delete process.env.VAULT_MAX_FILE_BYTES;
    }
    const many = Array.from({ length: 300 }, (_, index): FormEntry => [`f${index}`, "x"]);
    expect((await save({ body: form(...many) })).status).toBe(413);
  });
});

describe("Idempotency-Key", () => {
  it("makes one answer of fifty calls at once, and says the same to each", async () => {
    const question = fresh();
    const json = { product_id: product.id, question_id: question.id, answer: "B", comment: "once" };
    const headers = { "idempotency-key": "fifty" };
    const answers = await Promise.all(Array.from({ length: 50 }, () => save({ json, headers })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(await rowsOf(question.id)).toMatchObject([{ version: 1 }]);
    await closePool(); // as after a process that ended with its answer unsent: the next one has the first answer
    expect((await save({ json, headers })).text).toBe(answers[0]!.text);
    const other = await save({ json: { ...json, answer: "C" }, headers });
    expect([other.status, other.body.errors[0].path]).toEqual([422, "Idempotency-Key"]);
    expect((await save({ json, headers: { "idempotency-key": "x".repeat(201) } })).status).toBe(400);
  });

  it("holds for files, by their content", async () => {
    const question = fresh();
    const body = (content = pdf("once")) =>
      form(
        ["product_id", String(product.id)],
        ["question_id", String(question.id)],
        ["answer", "B"],
        ["evidence", file(content), "a.pdf"],
      );
    const headers = { "idempotency-key": "files" };
    const first = await save({ body: body(), headers });
    const again = await save({ body: body(), headers });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await save({ body: body(pdf("other")), headers })).status).toBe(422);
    const kept = await world.sql("select count(*) from evidence where filename = 'a.pdf' and sha256 = $1", [
      first.body.evidence[0].sha256,
    ]);
    expect(kept).toEqual([{ count: 1 }]);
  });

  it("forgets a call that was refused", async () => {
    const question = fresh();
    const headers = { "idempotency-key": "refused" };
    const json = { product_id: product.id, question_id: question.id, answer: "A", option_id: 1 };
    expect((await save({ json, headers })).status).toBe(422);
    expect((await save({ json: { ...json, option_id: undefined }, headers })).status).toBe(201);
  });
});

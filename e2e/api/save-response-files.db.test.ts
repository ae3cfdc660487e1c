import { describe, expect, it } from "vitest";
import { pdf, png } from "@/e2e/support/files";
import { call, makeKey } from "@/e2e/support/outside-caller";
import { file, form, type FormEntry, useSaving } from "@/e2e/support/saving";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";

const world = useWorld();
const store = useStore();
const saving = useSaving(world);
const { save, fresh, rowsOf } = saving;

describe("a form with files", () => {
  const fields = (questionId: number, answer = "D"): FormEntry[] => [
    ["product_id", String(saving.product.id)],
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
      const content = await call(saving.door, "GET", `/api/v1/evidence/${item.id}/content`, { key: saving.key });
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
      const answer = await save({ key: theirs, body: form(...fields(saving.questions[0]!.id), upload) });
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

import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { addProduct } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { png } from "@/e2e/support/files";
import { addTyped, type TypedQuestion } from "@/e2e/support/typed-questionnaire";
import { useStore } from "@/e2e/support/vault";
import { anonymous, useWorld } from "@/e2e/support/world";
import { detachEvidence } from "../detach-evidence";
import { saveQuestionnaireResponse } from "../save-questionnaire-response";
import { canonicalJson } from "../snapshot-content";
import { storeEvidence } from "../store-evidence";
import { createReport } from "./create-report";
import { getBranding } from "./get-branding";
import { listReports } from "./list-reports";
import { exportReport, keepPrint, readReport } from "./read-report";
import { saveBranding } from "./save-branding";
import { shownReport } from "./shown-report";
import { startPrint } from "./start-print";
import { recognizeHash, verifyReport } from "./verify-report";

const world = useWorld();
useStore();
const make = async (more: object = {}) => {
  const product = await addSubmitted(world, 3);
  const report = await createReport(world.client.caller, { product_id: product.id, pdf: false, ...more });
  return { product, ...report };
};

describe("a report", () => {
  it("says what stood, and goes on saying it when answers change", async () => {
    const { product, id } = await make();
    const before = await readReport(world.client.caller, { report_id: id });
    expect(before.content).toMatchObject({
      organization: "Acme",
      product: { id: product.id },
      overall: { score: 2, level: "Developing" },
      snapshot: { id: before.snapshot_id },
    });
    expect(before.content.answers.filter(({ status }) => status === "submitted")).toHaveLength(3);
    expect(before.content.answers).toHaveLength(115);
    expect(before.content.answers[0]).toMatchObject({ score: 2, answer: expect.stringMatching(/^B\) /) });
    await saveQuestionnaireResponse(world.client.caller, {
      product_id: product.id,
      question_id: product.questions[0]!.id,
      answer: "E",
    });
    expect((await readReport(world.client.caller, { report_id: id })).content).toEqual(before.content);
  });

  it("has the hash of its JSON, and is known by it to whoever has it", async () => {
    const { id } = await make();
    const report = await exportReport(world.client.caller, { report_id: id, format: "json" });
    const hash = createHash("sha256").update(canonicalJson(report.content)).digest("hex");
    expect(hash).toBe(report.content_hash);
    expect(await verifyReport(world.lead.caller, { report_id: id })).toMatchObject({
      unaltered: true,
      computed_hash: hash,
    });
    expect(await recognizeHash(anonymous, { sha256: hash.toUpperCase() })).toMatchObject({
      known: true,
      what: "content",
    });
    expect(await recognizeHash(anonymous, { sha256: "0".repeat(64) })).toEqual({ known: false });
    await expect(recognizeHash(anonymous, { sha256: "abc" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("shows by its hash what somebody altered in the database", async () => {
    const { id } = await make();
    await expect(world.sql("update reports set title = 'Other' where id = $1", [id])).rejects.toThrow(/append-only/);
    await world.sql("alter table reports disable trigger user");
    await world.sql(`update reports set content = jsonb_set(content, '{overall,score}', '5') where id = $1`, [id]);
    await world.sql("alter table reports enable trigger user");
    await world.sql("alter table reports enable always trigger audit");
    expect(await verifyReport(world.client.caller, { report_id: id })).toMatchObject({ unaltered: false });
  });

  it("can be made of an earlier snapshot, not of another product's", async () => {
    const first = await make();
    const second = await make();
    const again = await createReport(world.client.caller, {
      product_id: first.product.id,
      snapshot_id: first.snapshot_id,
      pdf: false,
    });
    expect(again.snapshot_id).toBe(first.snapshot_id);
    await expect(
      createReport(world.client.caller, { product_id: first.product.id, snapshot_id: second.snapshot_id }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("of an earlier snapshot asks what was asked then, and says whose the targets and the plan are", async () => {
    const { client } = world;
    const product = await addTyped(world.sql, client);
    const { B1, B2, B3, C1 } = product.questions as Record<string, TypedQuestion>;
    const answer = (question: TypedQuestion | undefined, more: object) =>
      saveQuestionnaireResponse(client.caller, { product_id: product.id, question_id: question!.id, ...more });
    await answer(B1, { answer: "Yes" });
    await answer(B2, { option_ids: [B2!.options[1]!.id, B2!.options[2]!.id] });
    await answer(B3, { answer: "12" });
    const report = async (snapshot_id?: number) => {
      const made = await createReport(client.caller, { product_id: product.id, snapshot_id, pdf: false });
      return { ...made, ...(await readReport(client.caller, { report_id: made.id })) };
    };
    const first = await report();
    await answer(B1, { answer: "No" });
    await answer(C1, { answer: "A" });
    await world.sql("update products set target_level = 4 where id = $1", [product.id]);
    const codes = ({ content }: typeof first) => content.answers.map(({ code }) => code);
    const [earlier, now] = [await report(first.snapshot_id), await report()];
    expect(codes(first)).toEqual(["B1", "B2", "B3", "R1", "R2", "R3"]);
    expect(codes(earlier)).toEqual(codes(first));
    expect(codes(now)).toEqual(["B1", "R1", "R2", "R3", "C1"]);
    expect(earlier.content.answers).toEqual(first.content.answers);
    const said = (each: typeof first) => JSON.stringify(shownReport(each).sections).match(/Targets and planned/g);
    expect([said(first), said(now)]).toEqual([null, null]);
    expect(said(earlier)).toHaveLength(4);
    expect(earlier.content).toMatchObject({ overall: { target: 4 }, planned_at: earlier.content.made_at });
  });

  it("lists the files that answers had then, also those taken off since", async () => {
    const product = await addAnswered(world, 1);
    const response_id = product.responses[0]!;
    const place = { responseId: response_id, filename: "build.png" };
    const { evidence } = await storeEvidence(world.client.caller, { ...place, stream: Readable.from([png(7)]) });
    const first = await createReport(world.client.caller, { product_id: product.id, pdf: false });
    await detachEvidence(world.client.caller, { response_id, evidence_id: evidence.id });
    const earlier = { product_id: product.id, snapshot_id: first.snapshot_id, pdf: false };
    const again = await createReport(world.client.caller, earlier);
    const { content } = await readReport(world.client.caller, { report_id: again.id });
    expect(content.evidence).toMatchObject([{ sha256: evidence.sha256, filename: "build.png", answers: 1 }]);
  });

  it("needs an answer", async () => {
    const product = await addProduct(world);
    await world.sql("delete from answer_sets where product_id = $1", [product.id]);
    await expect(createReport(world.client.caller, { product_id: product.id })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("has the sections asked for, in their own order, and refuses none", async () => {
    const { id } = await make({ sections: ["evidence", "summary"] });
    const report = await readReport(world.client.caller, { report_id: id });
    expect(report.sections).toEqual(["summary", "evidence"]);
    expect(shownReport(report).sections.map(({ title }) => title)).toEqual(["Summary", "Evidence register"]);
    const product = await addAnswered(world, 1);
    await expect(createReport(world.client.caller, { product_id: product.id, sections: [] })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("costs the same number of statements for few answers and for many", async () => {
    const few = await addAnswered(world, 1);
    const many = await addAnswered(world, 40);
    const cost = (id: number) =>
      countStatements(() => createReport(world.client.caller, { product_id: id, pdf: false }));
    expect(await cost(many.id)).toBe(await cost(few.id));
  });

  it("is for those who see the product; the trail says who took it out", async () => {
    const { product, id } = await make();
    for (const other of [world.stranger, world.analyst])
      for (const use of [
        () => createReport(other.caller, { product_id: product.id }),
        () => listReports(other.caller, { product_id: product.id }),
        () => readReport(other.caller, { report_id: id }),
        () => exportReport(other.caller, { report_id: id, format: "html" }),
        () => verifyReport(other.caller, { report_id: id }),
        () => startPrint(other.caller, { report_id: id }),
      ])
        await expect(use()).rejects.toMatchObject({ code: "not_found" });
    await expect(readReport(anonymous, { report_id: id })).rejects.toMatchObject({ code: "unauthenticated" });
    await exportReport(world.lead.caller, { report_id: id, format: "xlsx" });
    const trail = await world.sql(
      "select action, user_id, new_values ->> 'format' as format from audit_log where table_name = 'reports' and record_id = $1 order by id",
      [id],
    );
    expect(trail).toEqual([
      { action: "INSERT", user_id: world.client.id, format: null },
      { action: "EXPORT", user_id: world.lead.id, format: "xlsx" },
    ]);
  });
});

describe("a print", () => {
  it("is kept once, and known by its bytes", async () => {
    const { product, id } = await make();
    await expect(exportReport(world.client.caller, { report_id: id, format: "pdf" })).rejects.toMatchObject({
      code: "conflict",
    });
    const content = Buffer.from("%PDF-1.7 the pages");
    await keepPrint(world.client.caller, { report_id: id, content });
    await keepPrint(world.client.caller, { report_id: id, content: Buffer.from("%PDF-1.7 other pages") });
    const { print } = await exportReport(world.client.caller, { report_id: id, format: "pdf" });
    expect(print!.equals(content)).toBe(true);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const { reports } = await listReports(world.client.caller, { product_id: product.id });
    expect(reports[0]).toMatchObject({ id, pdf: { sha256, size: content.length } });
    expect(await recognizeHash(anonymous, { sha256 })).toMatchObject({ known: true, what: "pdf" });
    await expect(startPrint(world.client.caller, { report_id: id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is asked for with the report, as a job of whoever asks", async () => {
    const { job_id } = await make({ pdf: true });
    expect(await world.sql("select kind, user_id, status from jobs where id = $1", [job_id])).toEqual([
      { kind: "report.print", user_id: world.client.id, status: "queued" },
    ]);
  });
});

describe("branding", () => {
  const branding = (more: object = {}) => ({
    organization_id: world.acme,
    version: 0,
    name: "Acme Payments",
    colour: "#AA3311",
    sections: ["summary" as const],
    ...more,
  });

  it("is the organization's name until it is chosen, and is refused where it changed meanwhile", async () => {
    expect(await getBranding(world.client.caller, { organization_id: world.acme })).toMatchObject({
      version: 0,
      name: "Acme",
      logo: null,
    });
    const logo = png(3).toString("base64");
    expect(await saveBranding(world.client.caller, branding({ logo }))).toMatchObject({ version: 1 });
    const saved = await getBranding(world.lead.caller, { organization_id: world.acme });
    expect(saved).toMatchObject({ version: 1, name: "Acme Payments", colour: "#aa3311" });
    expect(saved.logo).toBe(`data:image/png;base64,${logo}`);
    await expect(saveBranding(world.client.caller, branding())).rejects.toMatchObject({ code: "stale_version" });
    expect(await saveBranding(world.superuser.caller, branding({ version: 1, name: "Acme" }))).toMatchObject({
      version: 2,
    });
    expect((await getBranding(world.client.caller, { organization_id: world.acme })).logo).toBe(saved.logo);
    const { id } = await make();
    expect((await readReport(world.client.caller, { report_id: id })).sections).toEqual(["summary"]);
  });

  it("takes no other file for a logo, and is nobody else's affair", async () => {
    const bad = Buffer.from("<svg onload=alert(1)>").toString("base64");
    const { version } = await getBranding(world.client.caller, { organization_id: world.acme });
    await expect(saveBranding(world.client.caller, branding({ version, logo: bad }))).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(saveBranding(world.lead.caller, branding({ version }))).rejects.toMatchObject({ code: "forbidden" });
    for (const other of [world.stranger, world.strangersLead])
      await expect(saveBranding(other.caller, branding({ version }))).rejects.toMatchObject({ code: "not_found" });
  });
});

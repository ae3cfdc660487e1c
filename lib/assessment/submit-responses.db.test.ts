import { describe, expect, it } from "vitest";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { anonymous, useWorld } from "@/e2e/support/world";
import { composeMails } from "@/lib/notify/compose-mails";
import { checkScores } from "./check-scores";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { submitResponses as submit } from "./submit-responses";

const world = useWorld();

describe("submitting", () => {
  it("hands in every answered draft as its next version and says what is missing", async () => {
    const product = await addAnswered(world, 3);
    const done = await submit(world.client.caller, { product_id: product.id });
    expect(done.submitted).toBe(3);
    expect(done.responses.map(({ response_id, version }) => [response_id, version])).toEqual(
      product.responses.map((id) => [id, 2]),
    );
    expect(done.missing).toHaveLength(product.questions.length - 3);
    expect(done.missing[0]).toMatchObject({ question_id: product.questions[3]!.id, text: product.questions[3]!.text });
    expect(done.unaddressed).toEqual([]);
    const rows = await world.sql(
      "select status, version, submitted_at is not null as at from questionnaire_responses where product_id = $1",
      [product.id],
    );
    expect(rows).toEqual(Array(3).fill({ status: "submitted", version: 2, at: true }));
    const revisions = await world.sql(
      "select version, status, option_id from response_revisions where response_id = $1 order by version",
      [product.responses[0]],
    );
    const option = product.questions[0]!.options[1]!.id;
    expect(revisions).toEqual([
      { version: 1, status: "draft", option_id: option },
      { version: 2, status: "submitted", option_id: option },
    ]);
    const trail = await world.sql(
      "select user_id, old_values, new_values from audit_log where use_case = 'assessment.responses.submit' and table_name = 'questionnaire_responses' and record_id = any ($1)",
      [product.responses],
    );
    expect(trail).toHaveLength(3);
    expect(trail[0]).toMatchObject({
      user_id: world.client.id,
      old_values: { status: "draft", version: 1 },
      new_values: { status: "submitted", version: 2 },
    });
    expect(await checkScores(world.superuser.caller, { product_id: product.id })).toEqual({
      ok: true,
      disagreements: [],
    });
  });

  it("takes one section alone", async () => {
    const product = await addAnswered(world, 2);
    const [other] = await world.sql<{ id: number; question: number }>(
      `select s.id, q.id as question from sections s join dimensions d on d.section_id = s.id join questions q on q.dimension_id = d.id
       where s.version_id = $1 and s.position = 1 limit 1`,
      [product.versionId],
    );
    await save(world.client.caller, { product_id: product.id, question_id: other!.question, answer: "C" });
    const done = await submit(world.client.caller, { product_id: product.id, section_id: other!.id });
    expect(done.submitted).toBe(1);
    expect(done.missing.every(({ section_id }) => section_id === other!.id)).toBe(true);
    await expect(submit(world.client.caller, { product_id: product.id, section_id: 999_999 })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("takes chosen responses alone", async () => {
    const product = await addAnswered(world, 3);
    const done = await submit(world.client.caller, { product_id: product.id, response_ids: [product.responses[1]!] });
    expect(done.responses.map(({ response_id }) => response_id)).toEqual([product.responses[1]]);
    expect((await checkScores(world.superuser.caller, { product_id: product.id })).ok).toBe(true);
  });

  it("hands in nothing where nothing is answered, and nothing twice", async () => {
    const empty = await addAnswered(world, 0);
    expect(await submit(world.client.caller, { product_id: empty.id })).toMatchObject({ submitted: 0, responses: [] });
    const product = await addSubmitted(world, 1);
    expect(await submit(world.client.caller, { product_id: product.id })).toMatchObject({ submitted: 0 });
    const comment = { product_id: product.id, question_id: product.questions[1]!.id, comment: "later", partial: true };
    await save(world.client.caller, comment);
    const done = await submit(world.client.caller, { product_id: product.id });
    expect(done).toMatchObject({ submitted: 0 });
    expect(done.missing[0]).toMatchObject({ question_id: product.questions[1]!.id });
  });

  it("keeps the scores of the moment, and tells the assigned leads by notice and mail", async () => {
    const product = await addSubmitted(world, 2);
    const [snapshot] = await world.sql("select * from snapshots where product_id = $1", [product.id]);
    expect(snapshot).toMatchObject({ cause: "submit", overall_score: 2, validated_score: null, validated_coverage: 0 });
    const notices = await world.sql("select user_id, kind, subject from notifications where link = $1", [
      `/reviews?product_id=${product.id}`,
    ]);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ user_id: world.lead.id, kind: "responses_submitted" });
    await composeMails();
    const [mail] = await world.sql("select recipient, body from emails where body like $1", [
      `%/reviews?product_id=${product.id}`,
    ]);
    expect(mail).toMatchObject({ recipient: world.lead.email });
  });

  it("holds back what came back and has not been addressed, and only that", async () => {
    const product = await addSubmitted(world, 3);
    const [revise, reject] = product.responses;
    const verdict = { product_id: product.id, response_version: 2, comment: "Show it" };
    await saveLeadComment(world.lead.caller, { ...verdict, response_id: revise, status: "needs_revision" });
    await saveLeadComment(world.lead.caller, { ...verdict, response_id: reject, status: "rejected" });
    const held = await submit(world.client.caller, { product_id: product.id });
    expect(held.submitted).toBe(0);
    expect(held.unaddressed.map(({ response_id }) => response_id)).toEqual([revise, reject]);
    const answer = (at: number) => ({ product_id: product.id, question_id: product.questions[at]!.id });
    await save(world.client.caller, { ...answer(0), comment: "Here it is", partial: true });
    await save(world.client.caller, { ...answer(1), answer: "D" });
    const again = await submit(world.client.caller, { product_id: product.id });
    expect(again.submitted).toBe(1);
    expect(again.unaddressed).toMatchObject([
      { response_id: reject, message: "was rejected: it needs a new answer and new evidence" },
    ]);
    expect((await checkScores(world.superuser.caller, { product_id: product.id })).ok).toBe(true);
  });

  it("is for those who answer: not for strangers, visitors, leads or other members of the organization", async () => {
    const product = await addAnswered(world, 1);
    const input = { product_id: product.id };
    await expect(submit(anonymous, input)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(submit(world.stranger.caller, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(submit(world.lead.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(submit(world.colleague.caller, input)).rejects.toMatchObject({ code: "forbidden" });
    await world.sql("insert into product_members (organization_id, product_id, user_id) values ($1, $2, $3)", [
      world.acme,
      product.id,
      world.colleague.id,
    ]);
    expect(await submit(world.colleague.caller, input)).toMatchObject({ submitted: 1 });
  });
});

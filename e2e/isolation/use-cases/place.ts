import { Readable } from "node:stream";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { addExposure } from "@/e2e/support/exposures";
import { png } from "@/e2e/support/files";
import { ownDocument } from "@/e2e/support/questionnaire-json";
import { makeKey } from "@/e2e/support/outside-caller";
import { anonymous, type World } from "@/e2e/support/world";
import { closeRound } from "@/lib/assessment/close-round";
import { createAction } from "@/lib/assessment/create-action";
import { requestEvidence } from "@/lib/assessment/request-evidence";
import { importQuestionnaire } from "@/lib/assessment/import-questionnaire";
import { createReport } from "@/lib/assessment/report/create-report";
import { getBranding } from "@/lib/assessment/report/get-branding";
import { archiveRound } from "@/lib/assessment/round-archive/archive-round";
import { saveLeadComment } from "@/lib/assessment/save-lead-comment";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import { saveAssignment } from "@/lib/assessment/save-assignment";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { submitResponses } from "@/lib/assessment/submit-responses";
import { updateAction } from "@/lib/assessment/update-action";
import { systemCaller } from "@/lib/kernel/actor";
import { inviteUser } from "@/lib/identity/invite-user";
import { MARK, PEOPLE } from "./expected";

/** Signs everyone in anew: some use cases sign people out. */
export async function renewSessions(world: World) {
  for (const name of PEOPLE) {
    const hash = createHash("sha256").update(randomBytes(32)).digest();
    world[name] = { ...world[name], caller: { ...anonymous, credential: { kind: "session", hash } } };
    await world.sql(
      "insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')",
      [world[name].id, hash],
    );
  }
}

const idOf = async (world: World, text: string, values: unknown[] = []) =>
  (await world.sql<{ id: number }>(text, values))[0]!.id;

/** A product of the client's whose round was closed and archived. */
async function makeArchived(world: World): Promise<number> {
  const { id: product_id } = await addSubmitted(world, 1);
  await closeRound(world.client.caller, { product_id, number: 1 });
  await archiveRound(systemCaller("cli"), { product_id, round: 1 });
  return product_id;
}

export type Accounts = Awaited<ReturnType<typeof makeAccounts>>;

/** A new colleague at Acme with a session and a key, an invitation to Acme, a lead of it and one to be. */
export async function makeAccounts(world: World) {
  world.colleague = await world.addPerson("client", world.acme);
  await renewSessions(world);
  const { id: colleague, email } = world.colleague;
  const newest = "where user_id = $1 order by id desc limit 1";
  await makeKey(world, world.colleague);
  const key = await idOf(world, `update api_keys set name = $2 where user_id = $1 returning id`, [colleague, MARK]);
  const invited = { organizationId: world.acme, email: `${randomUUID()}@acme.example.test`, role: "client" as const };
  await inviteUser(world.superuser.caller, invited);
  const [lead, spareLead] = [await world.addPerson("lead", world.superuser.organizationId), world.strangersLead];
  await world.sql("insert into assignments (organization_id, lead_id) values ($1, $2)", [world.acme, lead.id]);
  const addJob = (status: string, kind = "none") =>
    idOf(
      world,
      `insert into jobs (organization_id, user_id, kind, title, input, status) values ($1, $2, $5, $3, '{}', $4) returning id`,
      [world.acme, world.client.id, MARK, status, kind],
    );
  return {
    world,
    acme: world.acme,
    job: await addJob("queued"),
    exportJob: await addJob("queued", "audit.export"),
    endedJob: await addJob("failed"),
    view: await idOf(
      world,
      "insert into audit_views (user_id, name, filters) values ($1, gen_random_uuid()::text, 'q=x') returning id",
      [world.superuser.id],
    ),
    backup: await idOf(
      world,
      `insert into backups (name, trigger, target, ring_key_id, status) values ($1, 'person', 'nowhere', 'test', 'done') returning id`,
      [`20260101T000000Z-${randomBytes(4).toString("hex")}`],
    ),
    colleague,
    email,
    key,
    lead: lead.id,
    /** Not assigned to Acme. */
    spareLead: (await world.addPerson("lead", spareLead.organizationId)).id,
    session: await idOf(world, `select id from sessions ${newest}`, [colleague]),
    invitation: await idOf(world, "select max(id) as id from user_invitations"),
    /** The mail that the invitation was sent with. */
    mail: await idOf(world, "select max(id) as id from emails"),
    /** For what must be unlike anything else. */
    unique: `u${randomBytes(5).toString("hex")}`,
  };
}

const draftDocument = () => ({ document: { ...ownDocument(), slug: randomUUID() } as never });

export type Work = Awaited<ReturnType<typeof makeWork>>;

/** A product of Acme's client with an answer in every state, files, a member, a thread and what was told of it. */
export async function makeWork(world: World) {
  world.colleague = await world.addPerson("client", world.acme);
  await renewSessions(world);
  const unpublished = draftDocument();
  const { client, lead } = world;
  const { id: product, versionId, questions, responses } = await addAnswered(world, 4);
  const [draft, submitted, approved, returned] = responses as [number, number, number, number];
  await world.sql("update products set name = $2 || ' product ' || id where id = $1", [product, MARK]);
  const member = (await world.addPerson("client", world.acme)).id;
  await world.sql("insert into product_members (organization_id, product_id, user_id) values ($1, $2, $3)", [
    world.acme,
    product,
    member,
  ]);
  const answered = { product_id: product, question_id: questions[0]!.id, partial: true };
  await saveQuestionnaireResponse(client.caller, { ...answered, comment: `${MARK} remark` });
  const upload = (place: { productId: number } | { responseId: number }, seed: number) =>
    storeEvidence(client.caller, { ...place, filename: `${MARK}.png`, stream: Readable.from([png(seed)]) });
  const { evidence: spare } = await upload({ productId: product }, 1);
  const { evidence: linked } = await upload({ responseId: draft }, 2);
  await submitResponses(client.caller, { product_id: product, response_ids: [submitted, approved, returned] });
  const judge = (response_id: number, status: "approved" | "needs_revision") =>
    saveLeadComment(lead.caller, {
      product_id: product,
      response_id,
      status,
      comment: `${MARK} verdict`,
      response_version: 2,
    });
  await judge(approved, "approved");
  const verdict = await judge(returned, "needs_revision");
  const report = await createReport(client.caller, { product_id: product, title: `${MARK} report`, pdf: false });
  const { version: branding } = await getBranding(client.caller, { organization_id: world.acme });
  const said = await saveLeadComment(lead.caller, { product_id: product, comment: `${MARK} question` });
  const plan = { product_id: product, title: `${MARK} action` };
  const action = await createAction(client.caller, { ...plan, owner_id: world.colleague.id });
  const proposed = await createAction(lead.caller, plan);
  const done = questions[0]!.id;
  const finished = await createAction(client.caller, { ...plan, questions: [{ question_id: done, target_score: 4 }] });
  await updateAction(client.caller, { action_id: finished.id, status: "done" });
  const wanted = { product_id: product, response_id: draft, text: `${MARK} policy` };
  const request = await requestEvidence(lead.caller, { ...wanted, kind: "request" });
  const question = await requestEvidence(client.caller, { ...wanted, kind: "question" });
  const work = { product_id: product, question_id: questions[0]!.id, user_id: member, note: `${MARK} work` };
  const assignment = await saveAssignment(client.caller, work);
  const [file] = await world.sql(
    `select sha256, size::integer, media_type as "mediaType", filename, data_key_id as "dataKeyId" from evidence where id = $1`,
    [spare.id],
  );
  return {
    acme: world.acme,
    client: client.id,
    colleague: world.colleague.id,
    product,
    question: questions[4]!,
    section: await idOf(world, "select id from sections where version_id = $1 limit 1", [versionId]),
    dimension: await idOf(
      world,
      "select dimension_id as id from questions where id = (select question_id from questionnaire_responses where id = $1)",
      [draft],
    ),
    /** A product of the client's whose first round is archived. */
    archivedProduct: await makeArchived(world),
    snapshot: await idOf(world, "select max(id) as id from snapshots where product_id = $1", [product]),
    draft,
    submitted,
    approved,
    member,
    spare: spare.id,
    linked: linked.id,
    /** A file of Acme's as it stands in the store. */
    file,
    /** The verdict on the answer that was sent back, just given. */
    verdict: verdict.comment_id,
    /** What a lead wants as evidence, what the client asks about it, and who has to answer. */
    request: request.id,
    asked: question.id,
    assignment: assignment.id,
    comment: said.comment_id,
    /** The colleague's, and one that the lead proposed and nobody has taken on. */
    action: action.id,
    proposed: proposed.id,
    /** A question whose answer is to be renewed, since an action about it is done. */
    done,
    report: report.id,
    /** The version of how its reports look. */
    branding,
    /** What the client was told. */
    notice: await idOf(world, "select max(id) as id from notifications where user_id = $1", [client.id]),
    unique: randomUUID(),
    /** What an agency told Acme, new. */
    newNotice: async () => (await addExposure(world, world.analyst, world.acme)).notice,
    /** Of a questionnaire: the version that the product has, and a draft. */
    version: versionId,
    draftVersion: (await importQuestionnaire(world.superuser.caller, unpublished)).id,
    unpublished: unpublished.document,
  };
}

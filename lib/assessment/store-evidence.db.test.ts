import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { pieces, png } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { anonymous, useWorld, type Person } from "@/e2e/support/world";
import { openEvidence } from "@/lib/vault/open-evidence";
import { sweepStaged } from "@/lib/vault/sweep-staged";
import { attachEvidence } from "./attach-evidence";
import { detachEvidence } from "./detach-evidence";
import { listResponseEvidence } from "./list-response-evidence";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { storeEvidence } from "./store-evidence";

const world = useWorld();
const store = useStore();
let product: Awaited<ReturnType<typeof addProduct>>;
let questions: Awaited<ReturnType<typeof questionsOf>>;
let next = 0;

beforeAll(async () => {
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
});

/** A fresh answer to a question nobody answered yet. */
const answer = () =>
  save(world.client.caller, { product_id: product.id, question_id: questions[next++]!.id, answer: "B" });

const upload = (
  person: Person,
  to: { productId?: number; responseId?: number },
  content = "proof",
  filename = "a.txt",
) => storeEvidence(person.caller, { ...to, filename, stream: pieces(content) });

const hashOf = (content: string) => createHash("sha256").update(content).digest("hex");
const placeOf = (organization: number, content: string) =>
  path.join(String(organization), hashOf(content).slice(0, 2), hashOf(content));

async function textOf(person: Person, id: number) {
  return new Response((await openEvidence(person.caller, { id })).body).text();
}

describe("adding evidence", () => {
  it("stores it for the answer that is saved next, and writes it down with its hash", async () => {
    const { evidence } = await upload(world.client, { productId: product.id }, "for the next answer");
    expect(evidence).toMatchObject({
      path: `evidence/${evidence.id}/a.txt`,
      filename: "a.txt",
      size: 19,
      media_type: "text/plain",
      sha256: hashOf("for the next answer"),
    });
    const saved = await save(world.client.caller, {
      product_id: product.id,
      question_id: questions[next++]!.id,
      answer: "A",
      evidence_path: evidence.path,
    });
    expect(saved.evidence).toMatchObject([{ id: evidence.id, sha256: evidence.sha256 }]);
    const [trail] = await world.sql(
      "select * from audit_log where table_name = 'evidence' and action = 'INSERT' and record_id = $1",
      [evidence.id],
    );
    expect(trail).toMatchObject({
      user_id: world.client.id,
      organization_id: world.acme,
      use_case: "assessment.evidence.add",
      new_values: { sha256: evidence.sha256, filename: "a.txt" },
    });
  });

  it("links it to a response at once, as the response's next version", async () => {
    const { response_id } = await answer();
    const stored = await upload(world.client, { responseId: response_id }, "linked");
    expect(stored.version).toBe(2);
    const [revision] = await world.sql("select * from response_revisions where response_id = $1 and version = 2", [
      response_id,
    ]);
    expect(revision).toMatchObject({ evidence_ids: [stored.evidence.id], answered_by: world.client.id });
    const { evidence } = await listResponseEvidence(world.lead.caller, { response_id });
    expect(evidence).toMatchObject([{ id: stored.evidence.id, added_by: "client Test" }]);
    expect(await upload(world.client, { responseId: response_id }, "linked")).toEqual(stored);
  });

  it("stores the same content once, however often and parallel it comes", async () => {
    const content = "the same bytes ".repeat(20_000);
    const { response_id } = await answer();
    const stored = await Promise.all(
      ["one.txt", "two.txt", "one.txt", "three.txt"].map((name) =>
        upload(world.client, { responseId: response_id }, content, name),
      ),
    );
    expect(new Set(stored.map(({ evidence }) => evidence.id)).size).toBe(3);
    expect(store.files().filter((name) => name.endsWith(hashOf(content)))).toHaveLength(1);
    expect(store.files().filter((name) => name.startsWith("staging"))).toEqual([]);
    for (const { evidence } of stored) expect(await textOf(world.lead, evidence.id)).toBe(content);
    expect(await world.sql("select from data_keys where organization_id = $1", [world.acme])).toHaveLength(1);
  });

  it("finds the first upload again when its answer was lost", async () => {
    const first = await upload(world.client, { productId: product.id }, "retried");
    expect(await upload(world.client, { productId: product.id }, "retried")).toEqual(first);
  });

  it("is for those who may answer, and says so before a byte is read", async () => {
    const { response_id } = await answer();
    const unread = () => pieces(new Error("was read"));
    const attempt = (caller: Person["caller"]) =>
      storeEvidence(caller, { responseId: response_id, filename: "a.txt", stream: unread() });
    await expect(attempt(anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(attempt(world.lead.caller)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(world.colleague.caller)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(world.stranger.caller)).rejects.toMatchObject({ code: "not_found" });
    await expect(attempt(world.analyst.caller)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      storeEvidence(world.stranger.caller, { productId: product.id, filename: "a.txt", stream: unread() }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(storeEvidence(world.client.caller, { filename: "a.txt", stream: unread() })).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "product_id" }] },
    });
  });

  it("is refused on an approved answer", async () => {
    const { response_id } = await answer();
    await world.sql("update questionnaire_responses set status = 'approved' where id = $1", [response_id]);
    await expect(upload(world.client, { responseId: response_id })).rejects.toMatchObject({ code: "locked" });
  });

  it("leaves no file when the answer is approved while it streams in", async () => {
    const { response_id } = await answer();
    async function* slow() {
      yield Buffer.from("approved meanwhile");
      await world.sql("update questionnaire_responses set status = 'approved' where id = $1", [response_id]);
    }
    await expect(
      storeEvidence(world.client.caller, { responseId: response_id, filename: "a.txt", stream: slow() }),
    ).rejects.toMatchObject({ code: "locked" });
    expect(store.files()).not.toContain(placeOf(world.acme, "approved meanwhile"));
  });

  it("stops at the organization's limit, also for uploads that come together, and leaves nothing", async () => {
    const person = await world.addPerson("client", world.other);
    const theirs = await addProduct(world, person);
    process.env.VAULT_MAX_ORGANIZATION_BYTES = "1000";
    try {
      const results = await Promise.allSettled(
        ["a", "b", "c", "d"].map((letter) => upload(person, { productId: theirs.id }, letter.repeat(400))),
      );
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "too_large" });
      }
      expect(store.files().filter((name) => name.startsWith(`${world.other}/`))).toHaveLength(2);
    } finally {
      delete process.env.VAULT_MAX_ORGANIZATION_BYTES;
    }
  });
});

describe("attaching and detaching", () => {
  it("writes a version each, and doing it twice changes nothing", async () => {
    const { response_id } = await answer();
    const { evidence } = await upload(world.client, { productId: product.id }, "attach me");
    const link = { response_id, evidence_id: evidence.id };
    expect(await attachEvidence(world.client.caller, { ...link, version: 1 })).toMatchObject({ version: 2 });
    expect(await attachEvidence(world.client.caller, link)).toMatchObject({ version: 2 });
    expect(await detachEvidence(world.client.caller, { ...link, version: 2 })).toMatchObject({
      version: 3,
      evidence: [],
    });
    expect(await detachEvidence(world.client.caller, link)).toMatchObject({ version: 3 });
    expect(await attachEvidence(world.client.caller, link)).toMatchObject({
      version: 4,
      evidence: [{ id: evidence.id }],
    });
    const revisions = await world.sql<{ evidence_ids: number[] }>(
      "select evidence_ids from response_revisions where response_id = $1 order by version",
      [response_id],
    );
    expect(revisions.map((row) => row.evidence_ids)).toEqual([[], [evidence.id], [], [evidence.id]]);
    const trail = await world.sql<{ action: string }>(
      "select action from audit_log where table_name = 'response_evidence' and (coalesce(new_values, old_values) ->> 'response_id')::int = $1 order by id",
      [response_id],
    );
    expect(trail.map((row) => row.action)).toEqual(["INSERT", "DELETE", "INSERT"]);
  });

  it("makes a draft of what came back, and keeps what was handed in", async () => {
    const { response_id } = await answer();
    const { evidence } = await upload(world.client, { productId: product.id }, "more proof");
    const link = { response_id, evidence_id: evidence.id };
    const set = (status: string) =>
      world.sql("update questionnaire_responses set status = $2 where id = $1", [response_id, status]);
    await set("submitted");
    expect(await attachEvidence(world.client.caller, link)).toMatchObject({ status: "submitted" });
    await set("needs_revision");
    expect(await detachEvidence(world.client.caller, link)).toMatchObject({ status: "draft" });
    await set("draft");
  });

  it("refuses a stale version, an approved answer, and files and people of elsewhere", async () => {
    const { response_id } = await answer();
    const { evidence } = await upload(world.client, { productId: product.id }, "refused");
    const link = { response_id, evidence_id: evidence.id };
    const { client, colleague, lead, stranger } = world;
    await expect(attachEvidence(client.caller, { ...link, version: 7 })).rejects.toMatchObject({
      code: "stale_version",
    });
    for (const useCase of [attachEvidence, detachEvidence]) {
      await expect(useCase(anonymous, link)).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(useCase(lead.caller, link)).rejects.toMatchObject({ code: "forbidden" });
      await expect(useCase(colleague.caller, link)).rejects.toMatchObject({ code: "forbidden" });
      await expect(useCase(stranger.caller, link)).rejects.toMatchObject({ code: "not_found" });
    }
    const theirs = await addProduct(world, stranger);
    const foreign = await upload(stranger, { productId: theirs.id }, "theirs");
    await expect(
      attachEvidence(client.caller, { response_id, evidence_id: foreign.evidence.id }),
    ).rejects.toMatchObject({ code: "not_found" });
    await attachEvidence(client.caller, link);
    await world.sql("update questionnaire_responses set status = 'approved' where id = $1", [response_id]);
    await expect(detachEvidence(client.caller, link)).rejects.toMatchObject({ code: "locked" });
  });

  it("lists within reach only", async () => {
    const { response_id } = await answer();
    await expect(listResponseEvidence(world.stranger.caller, { response_id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(listResponseEvidence(anonymous, { response_id })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("reading evidence", () => {
  it("hands out what was stored, and writes down who read what is not theirs", async () => {
    const content = png(300, 300);
    const { evidence } = await storeEvidence(world.client.caller, {
      productId: product.id,
      filename: "shot.png",
      stream: pieces(content),
    });
    const opened = await openEvidence(world.lead.caller, { id: evidence.id });
    expect(Buffer.from(await new Response(opened.body).arrayBuffer()).equals(content)).toBe(true);
    await textOf(world.client, evidence.id);
    const reads = await world.sql(
      "select * from audit_log where action = 'READ' and table_name = 'evidence' and record_id = $1",
      [evidence.id],
    );
    expect(reads).toMatchObject([
      { user_id: world.lead.id, organization_id: world.acme, new_values: { sha256: evidence.sha256 } },
    ]);
  });

  it("is not found for another tenant, nor for who has no business here", async () => {
    const { evidence } = await upload(world.client, { productId: product.id }, "ours alone");
    for (const person of [world.stranger, world.strangersLead, world.analyst]) {
      await expect(openEvidence(person.caller, { id: evidence.id })).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(openEvidence(anonymous, { id: evidence.id })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await textOf(world.superuser, evidence.id)).toBe("ours alone");
  });

  it("keeps two tenants' same content apart", async () => {
    const theirs = await addProduct(world, world.stranger);
    const [ours, other] = await Promise.all([
      upload(world.client, { productId: product.id }, "same in both"),
      upload(world.stranger, { productId: theirs.id }, "same in both"),
    ]);
    const places = [world.acme, world.other].map((organization) => placeOf(organization, "same in both"));
    for (const place of places) expect(store.files()).toContain(place);
    const [here, there] = places.map((place) => path.join(store.directory, place));
    writeFileSync(here!, readFileSync(there!));
    await expect(openEvidence(world.client.caller, { id: ours.evidence.id })).rejects.toMatchObject({
      code: "internal",
    });
    expect(await textOf(world.stranger, other.evidence.id)).toBe("same in both");
  });

  it("refuses a damaged file whole, and writes the damage down", async () => {
    const content = "x".repeat(200_000);
    const { evidence } = await upload(world.client, { productId: product.id }, content);
    const place = path.join(store.directory, placeOf(world.acme, content));
    const bytes = readFileSync(place);
    bytes[150_000]! ^= 1;
    writeFileSync(place, bytes);
    await expect(openEvidence(world.client.caller, { id: evidence.id })).rejects.toMatchObject({ code: "internal" });
    const [event] = await world.sql("select * from audit_log where action = 'EVIDENCE_DAMAGED' and record_id = $1", [
      evidence.id,
    ]);
    expect(event).toMatchObject({ organization_id: world.acme, new_values: { sha256: evidence.sha256 } });

    await upload(world.client, { productId: product.id }, content, "again.txt");
    expect(await textOf(world.client, evidence.id)).toBe(content);
  });
});

describe("the sweep", () => {
  const later = () => new Date(Date.now() + 25 * 3600 * 1000);

  it("takes what no answer links after a day, but never what one has or had", async () => {
    const { response_id } = await answer();
    const forgotten = await upload(world.client, { productId: product.id }, "forgotten");
    const linked = await upload(world.client, { responseId: response_id }, "kept");
    const removed = await upload(world.client, { responseId: response_id }, "kept as history");
    await detachEvidence(world.client.caller, { response_id, evidence_id: removed.evidence.id });

    expect(await sweepStaged()).toEqual({ parts: 0, rows: 0, files: 0 });
    const swept = await sweepStaged(later());
    expect(swept.rows).toBeGreaterThan(0);
    await expect(openEvidence(world.client.caller, { id: forgotten.evidence.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(store.files()).not.toContain(placeOf(world.acme, "forgotten"));
    expect(await textOf(world.client, linked.evidence.id)).toBe("kept");
    expect(await textOf(world.client, removed.evidence.id)).toBe("kept as history");
    const [trail] = await world.sql(
      "select * from audit_log where table_name = 'evidence' and action = 'DELETE' limit 1",
    );
    expect(trail).toMatchObject({ actor: "job:vault", use_case: "vault.evidence.sweep" });
  });
});

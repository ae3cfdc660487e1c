import { Readable } from "node:stream";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAgency, addIdentifier, addOsintLink, addOsintResult, type Agency } from "@/e2e/support/agency";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { addExhibit } from "../cases/add-exhibit";
import { addNote } from "../cases/add-note";
import { createCase } from "../cases/create-case";
import { getCase, getRegisteredCase } from "../cases/get-case";
import { getNotes } from "../cases/get-notes";
import { listCaseEvents } from "../cases/list-events";
import { openExhibit } from "../cases/open-exhibit";
import { updateCase } from "../cases/update-case";
import { appointManager } from "./appoint-manager";
import { decideLook } from "./decide-look";
import { endExpiredLooks, endLook } from "./end-look";
import { listLooks } from "./list-looks";
import { requestLook } from "./request-look";

const world = useWorld();
useStore();
let agency: Agency;
let asker: Person;
let second: Person;
let server: Client;
beforeAll(async () => {
  agency = await addAgency(world);
  asker = await world.addPerson("superuser", world.superuser.organizationId);
  second = await world.addPerson("superuser", world.superuser.organizationId);
  server = new Client({ connectionString: world.database.appUrl });
  await server.connect();
});
afterAll(() => server.end());

const newCase = async () => (await createCase(agency.member.caller, { title: "Quiet harbour", summary: "Ahmed" })).id;
const ask = (caseId: number, minutes = 30) =>
  requestLook(asker.caller, { case_id: caseId, reason: "A complaint about this case", minutes });
const kindsOf = async (who: Person, caseId: number) =>
  (await listNotifications(who.caller, { limit: 100 })).notifications
    .filter(({ link }) => link === `/cases/${caseId}`)
    .map(({ kind }) => kind)
    .reverse();
const notFound = { code: "not_found" };

/** In SQL of the server's role, as this person. */
async function as(person: Person, statement: string, values: unknown[] = []) {
  const { credential } = person.caller;
  if (credential.kind !== "session") throw new Error("no session");
  await server.query("begin");
  try {
    await server.query("select * from app.enter('session', $1, 3600, '{}')", [credential.hash]);
    return await server.query(statement, values);
  } finally {
    await server.query("rollback");
  }
}

describe("breaking the glass", () => {
  it("takes a reason and a second superuser; then all is read, nothing changed, and every look kept with its reason", async () => {
    const caseId = await newCase();
    const exhibit = await addExhibit(agency.member.caller, {
      about: { case_id: caseId, title: "Export" },
      filename: "export.txt",
      stream: Readable.from([Buffer.from("exported")]),
    });
    await expect(getCase(asker.caller, { case_id: caseId })).rejects.toMatchObject(notFound);
    const { id } = await ask(caseId);
    await expect(ask(caseId)).rejects.toMatchObject({ code: "conflict" });
    await expect(getCase(asker.caller, { case_id: caseId })).rejects.toMatchObject(notFound);
    await expect(decideLook(asker.caller, { grant_id: id, grants: true })).rejects.toMatchObject({ code: "forbidden" });
    for (const who of [agency.member, agency.client, agency.stranger])
      await expect(decideLook(who.caller, { grant_id: id, grants: true })).rejects.toMatchObject(notFound);
    await decideLook(second.caller, { grant_id: id, grants: true });

    expect(await getCase(asker.caller, { case_id: caseId })).toMatchObject({ summary: "Ahmed", role: null });
    await getNotes(asker.caller, { case_id: caseId });
    await listCaseEvents(asker.caller, { case_id: caseId });
    await (await openExhibit(asker.caller, { exhibit_id: exhibit.id })).body.cancel();
    const looks = await world.sql<{ purpose: string }>(
      "select new_values ->> 'purpose' as purpose from audit_log where action = 'READ' and table_name = 'cases' and record_id = $1 and user_id = $2",
      [caseId, asker.id],
    );
    expect(looks).toEqual(Array(4).fill({ purpose: "break-glass: A complaint about this case" }));
    // Only who asked sees, and it only reads.
    await expect(getCase(second.caller, { case_id: caseId })).rejects.toMatchObject(notFound);
    await expect(addNote(asker.caller, { case_id: caseId, comment: "x" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateCase(asker.caller, { case_id: caseId, title: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await as(asker, "select from case_texts where case_id = $1", [caseId])).rowCount).toBe(1);
    await expect(as(asker, "update case_texts set summary = 'x' where case_id = $1", [caseId])).rejects.toMatchObject({
      code: "42501",
    });
    await expect(
      as(asker, "insert into case_messages (organization_id, case_id, author_id, body) values ($1, $2, $3, 'x')", [
        agency.id,
        caseId,
        asker.id,
      ]),
    ).rejects.toMatchObject({ code: "42501" });

    // Nor what was searched for in open sources for the case.
    const searched = await addOsintResult(world, agency, { query: "Ahmed", status: "done" });
    await world.sql("update osint_results set case_id = $2 where id = $1", [searched, caseId]);
    const link = await addOsintLink(
      world,
      agency,
      searched,
      await addIdentifier(world, agency, "email", "ahmed@example.test"),
    );
    expect((await as(asker, "select from osint_results where id = $1", [searched])).rowCount).toBe(1);
    await expect(as(asker, "update osint_results set analysis = 'x' where id = $1", [searched])).rejects.toMatchObject({
      code: "42501",
    });
    for (const [table, row] of [
      ["osint_identifier_links", link],
      ["osint_results", searched],
    ] as const) {
      // Refused, or nothing that a policy lets it delete.
      const gone = await as(asker, `delete from ${table} where id = $1`, [row]).catch(({ code }) => code as string);
      expect(gone === "42501" || (typeof gone === "object" && gone.rowCount === 0), table).toBe(true);
    }

    await endLook(asker.caller, { grant_id: id });
    await expect(getCase(asker.caller, { case_id: caseId })).rejects.toMatchObject(notFound);
    await expect(openExhibit(asker.caller, { exhibit_id: exhibit.id })).rejects.toMatchObject(notFound);
    expect(await kindsOf(agency.member, caseId)).toEqual([
      "break_glass_requested",
      "break_glass_granted",
      "break_glass_ended",
    ]);
    const named = await world.sql<{ action: string }>(
      "select action from audit_log where table_name = 'break_glass_grants' and record_id = $1 and action like 'BREAK%' order by id",
      [id],
    );
    expect(named.map(({ action }) => action)).toEqual([
      "BREAK_GLASS_REQUESTED",
      "BREAK_GLASS_GRANTED",
      "BREAK_GLASS_ENDED",
    ]);
    expect(await getRegisteredCase(agency.member.caller, { case_id: caseId })).toMatchObject({
      looks: [{ requester: "superuser Test", decider: "superuser Test", state: "ended" }],
    });
  });

  it("ends by itself, and says so", async () => {
    const caseId = await newCase();
    const { id } = await ask(caseId);
    await decideLook(second.caller, { grant_id: id, grants: true });
    await getCase(asker.caller, { case_id: caseId });
    await world.sql("alter table break_glass_grants disable trigger two_people");
    await world.sql(
      "update break_glass_grants set decided_at = now() - interval '1 hour', expires_at = now() - interval '1 second' where id = $1",
      [id],
    );
    await world.sql("alter table break_glass_grants enable always trigger two_people");
    await expect(getCase(asker.caller, { case_id: caseId })).rejects.toMatchObject(notFound);
    await endExpiredLooks();
    expect((await kindsOf(agency.member, caseId)).at(-1)).toBe("break_glass_ended");
    expect(await endExpiredLooks()).toBe(0);
    await expect(endLook(asker.caller, { grant_id: id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("says so of all that are over, however many there are", async () => {
    const caseId = await newCase();
    await world.sql("alter table break_glass_grants disable trigger two_people");
    await world.sql(
      `insert into break_glass_grants (organization_id, case_id, reason, minutes, requested_by, lapses_at, decided_by,
         decided_at, is_granted, expires_at)
       select $1, $2, 'Many', 5, $3, now(), $4, now() - interval '1 hour', true, now() - interval '1 minute'
       from generate_series(1, 101)`,
      [agency.id, caseId, asker.id, second.id],
    );
    await world.sql("alter table break_glass_grants enable always trigger two_people");
    expect(await endExpiredLooks()).toBe(101);
  });

  it("can be refused, lapses, and wants both to show who they are", async () => {
    const caseId = await newCase();
    const { id } = await ask(caseId);
    await world.sql("update sessions set proven_at = now() - interval '1 hour' where user_id = $1", [second.id]);
    await expect(decideLook(second.caller, { grant_id: id, grants: false })).rejects.toMatchObject({
      code: "reauthentication_required",
    });
    await world.sql("update sessions set proven_at = now() where user_id = $1", [second.id]);
    await decideLook(second.caller, { grant_id: id, grants: false });
    await expect(getCase(asker.caller, { case_id: caseId })).rejects.toMatchObject(notFound);
    await expect(decideLook(second.caller, { grant_id: id, grants: true })).rejects.toMatchObject({ code: "conflict" });
    expect(await kindsOf(agency.member, caseId)).toEqual(["break_glass_requested", "break_glass_refused"]);
    const again = await ask(caseId);
    await world.sql("alter table break_glass_grants disable trigger two_people");
    await world.sql("update break_glass_grants set lapses_at = now() where id = $1", [again.id]);
    await world.sql("alter table break_glass_grants enable always trigger two_people");
    await expect(decideLook(second.caller, { grant_id: again.id, grants: true })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(ask(caseId, 481)).rejects.toMatchObject({ code: "invalid" });
    for (const who of [agency.member, agency.client, agency.lead])
      await expect(listLooks(who.caller, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is held to by the database: nobody lets itself in, for longer, or a second time", async () => {
    const caseId = await newCase();
    const { id } = await ask(caseId);
    const grant = `update break_glass_grants set decided_by = $2, decided_at = now(), is_granted = true,
      expires_at = now() + make_interval(mins => $3) where id = $1`;
    await expect(as(asker, grant, [id, asker.id, 10])).rejects.toMatchObject({ code: "23514" });
    await expect(as(asker, grant, [id, second.id, 10])).rejects.toThrow(/another superuser/);
    await expect(as(second, grant, [id, second.id, 300])).rejects.toThrow(/as long as was asked/);
    await expect(
      as(second, "update break_glass_grants set requested_by = $2 where id = $1", [id, second.id]),
    ).rejects.toThrow(/stays/);
    await expect(as(second, "delete from break_glass_grants where id = $1", [id])).rejects.toMatchObject({
      code: "42501",
    });
    const forged = `insert into break_glass_grants (organization_id, case_id, reason, minutes, requested_by, lapses_at, decided_by, decided_at, is_granted, expires_at)
      values ($1, $2, 'x', 10, $3, now() + interval '1 day', $4, now(), true, now() + interval '10 minutes')`;
    await expect(as(second, forged, [agency.id, caseId, asker.id, second.id])).rejects.toThrow(/being asked for/);
    expect((await as(agency.member, "select from break_glass_grants where id = $1", [id])).rowCount).toBe(1);
    expect((await as(agency.colleague, "select from break_glass_grants where id = $1", [id])).rowCount).toBe(0);
  });
});

it("gives a case that lost everybody who managed it a manager, without a look into it", async () => {
  const caseId = await newCase();
  const give = (userId: number) =>
    appointManager(asker.caller, { case_id: caseId, user_id: userId, reason: "Nobody is left" });
  await expect(give(agency.colleague.id)).rejects.toMatchObject({ code: "conflict" });
  await world.sql("update users set is_active = false where id = $1", [agency.member.id]);
  try {
    await expect(give(agency.client.id)).rejects.toMatchObject({ code: "invalid" });
    await give(agency.colleague.id);
  } finally {
    await world.sql("update users set is_active = true where id = $1", [agency.member.id]);
  }
  expect(await getCase(agency.colleague.caller, { case_id: caseId })).toMatchObject({ can_manage: true });
  await expect(getCase(asker.caller, { case_id: caseId })).rejects.toMatchObject(notFound);
});

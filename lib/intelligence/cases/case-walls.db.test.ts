import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { addAgency, addIdentifier, addOsintLink, addOsintResult, type Agency } from "@/e2e/support/agency";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { addEvent } from "./add-event";
import { addExhibit } from "./add-exhibit";
import { addNote } from "./add-note";
import { addToCase } from "./add-to-case";
import { createCase } from "./create-case";
import { createTask } from "./create-task";
import { listCases } from "./list-cases";
import { getRegisteredCase } from "./get-case";
import { recordCustody } from "./record-custody";
import { removeMember } from "./remove-member";
import { saveMember } from "./save-member";
import { updateCase } from "./update-case";
import { updateTask } from "./update-task";

const world = useWorld();
useStore();
let agency: Agency;
beforeAll(async () => {
  agency = await addAgency(world);
});

/** In every text that a case holds. */
const SECRET = "Ahmed of the harbour";

describe("the trail, which superusers read", () => {
  it("has nothing of what a case says, and that it was said", async () => {
    const { caller } = agency.member;
    const { id: case_id } = await createCase(caller, { title: "Quiet harbour", summary: SECRET });
    await updateCase(caller, { case_id, summary: `${SECRET}, again`, own_marking: SECRET });
    const task = await createTask(caller, { case_id, title: SECRET, description: SECRET });
    await updateTask(caller, { task_id: task.id, title: `${SECRET}?`, done: true });
    await addEvent(caller, { case_id, title: SECRET, detail: SECRET, happened_at: "2026-01-01T00:00:00Z" });
    await addNote(caller, { case_id, comment: SECRET });
    const record_id = await addIdentifier(world, agency, "email", "ahmed@example.test");
    await addToCase(caller, { case_id, kind: "identifier", record_id, relevance: SECRET, note: SECRET });
    const exhibit = await addExhibit(caller, {
      about: { case_id, title: SECRET, description: SECRET, received_from: SECRET, reason: SECRET },
      filename: "export.txt",
      stream: Readable.from([Buffer.from("exported")]),
    });
    await recordCustody(caller, { exhibit_id: exhibit.id, action: "examined", reason: SECRET });
    const query = await addOsintResult(world, agency, { query: SECRET, status: "done" });
    await world.sql("update osint_results set case_id = $2 where id = $1", [query, case_id]);
    await addOsintLink(world, agency, query, record_id);
    await world.sql("update osint_identifier_links set note = $2 where osint_result_id = $1", [query, SECRET]);
    await updateCase(caller, { case_id, status: "closed", resolution: SECRET });

    const entries = await world.sql<{ table_name: string }>("select * from audit_log where organization_id = $1", [
      agency.id,
    ]);
    expect(entries.map(({ table_name }) => table_name)).toEqual(
      expect.arrayContaining([
        ...["case_texts", "case_tasks", "case_events", "case_messages", "exhibits", "custody_events"],
        ...["identifier_case_links", "osint_results", "osint_identifier_links"],
      ]),
    );
    const said = entries.filter((entry) => JSON.stringify(entry).includes(SECRET));
    expect(said.map(({ table_name }) => table_name)).toEqual([]);
  });
});

it("a case is hidden from whoever opened it and was taken out of it", async () => {
  const { member, colleague } = agency;
  const { id: case_id } = await createCase(member.caller, { title: "Theirs no more" });
  await saveMember(member.caller, { case_id, user_id: colleague.id, role: "lead" });
  await removeMember(colleague.caller, { case_id, user_id: member.id });
  await expect(getRegisteredCase(member.caller, { case_id })).rejects.toMatchObject({ code: "not_found" });
  const { cases } = await listCases(member.caller, { state: "all", limit: 500 });
  expect(cases.map(({ id }) => id)).not.toContain(case_id);
});

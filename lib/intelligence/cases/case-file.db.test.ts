import { beforeAll, expect, it } from "vitest";
import { addAgency, givePurpose, type Agency } from "@/e2e/support/agency";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { keepFile } from "@/lib/vault/kept-file";
import { createCase } from "./create-case";
import { findCaseFile, openCaseFile, printCaseFile, startCaseFile } from "./print-case-file";
import { removeMember } from "./remove-member";
import { saveMember } from "./save-member";

const world = useWorld();
useStore();
let agency: Agency;
let member: Person;
let colleague: Person;
beforeAll(async () => {
  agency = await addAgency(world);
  ({ member, colleague } = agency);
});

async function newCase() {
  const opened = await createCase(member.caller, { title: "Quiet harbour" });
  await saveMember(member.caller, { case_id: opened.id, user_id: colleague.id, role: "lead" });
  return opened;
}

/** As the job leaves it, without a browser that prints. */
async function finish(jobId: number, who: Person, number: string) {
  const pieces = (async function* () {
    yield Buffer.from("%PDF-1.7");
  })();
  const result = { ...(await keepFile(who.caller, pieces)), number };
  await world.sql("update jobs set status = 'done', started_at = now(), ended_at = now(), result = $2 where id = $1", [
    jobId,
    result,
  ]);
}

it("is fetched by whoever had it printed, as long as that one may see the case", async () => {
  const { id: case_id, number } = await newCase();
  const { job_id } = await startCaseFile(colleague.caller, { case_id });
  await expect(openCaseFile(colleague.caller, { job_id })).rejects.toMatchObject({ code: "conflict" });
  await finish(job_id, colleague, number);
  expect(await findCaseFile(colleague.caller, { case_id })).toMatchObject({ id: job_id, status: "done" });
  expect(await findCaseFile(member.caller, { case_id })).toBeUndefined();
  const { filename, body } = await openCaseFile(colleague.caller, { job_id });
  expect([filename, await new Response(body).text()]).toEqual([`${number}.pdf`, "%PDF-1.7"]);
  for (const who of [member, agency.superuser, agency.client, agency.lead, agency.stranger])
    await expect(openCaseFile(who.caller, { job_id })).rejects.toMatchObject({ code: "not_found" });
  await removeMember(member.caller, { case_id, user_id: colleague.id });
  await expect(openCaseFile(colleague.caller, { job_id })).rejects.toMatchObject({ code: "not_found" });
});

it("is printed with the rights of the moment it is printed at", async () => {
  const { id: case_id } = await newCase();
  const progress: string[] = [];
  const context = { id: 1, caller: agency.stranger.caller, input: { case_id }, signal: AbortSignal.timeout(60_000) };
  const printed = printCaseFile.run({ ...context, progress: (_share, step) => void progress.push(step) });
  await expect(printed).rejects.toMatchObject({ code: "not_found" });
  expect(progress).toEqual(["Reading the case"]);
});

it("asks for a purpose before anything is queued", async () => {
  const { id: case_id } = await newCase();
  const newcomer = await world.addPerson("analyst", agency.id);
  await saveMember(member.caller, { case_id, user_id: newcomer.id, role: "viewer" });
  await expect(startCaseFile(newcomer.caller, { case_id })).rejects.toMatchObject({ code: "purpose_required" });
  expect(await world.sql("select from jobs where user_id = $1", [newcomer.id])).toEqual([]);
  await givePurpose(world, newcomer);
  expect(await startCaseFile(newcomer.caller, { case_id })).toMatchObject({ job_id: expect.any(Number) });
});

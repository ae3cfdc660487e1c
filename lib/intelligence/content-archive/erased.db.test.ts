import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { addContent, addSource } from "@/e2e/support/agency";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { confirmErasure } from "@/lib/identity/erasure/confirm-erasure";
import { eraseOrganization } from "@/lib/identity/erasure/erase-organization";
import { requestErasure } from "@/lib/identity/erasure/request-erasure";
import { systemCaller } from "@/lib/kernel/actor";
import { archiveOldContent } from "./archive-old-content";

const world = useWorld();
const store = useStore();
const operator = systemCaller("cli");

it("erasing an agency takes its archives along, rows and files", async () => {
  const name = `Gone ${randomUUID()}`;
  const [row] = await world.sql<{ id: number }>("insert into organizations (name) values ($1) returning id", [name]);
  const agency = { id: row!.id };
  const second = await world.addPerson("superuser", world.superuser.organizationId);
  const sourceId = await addSource(world, agency);
  for (let n = 0; n < 3; n += 1)
    await addContent(world, agency, { text: `old ${n}`, sourceId, postedAt: "2020-01-05T10:00:00Z" });
  const { archived } = await archiveOldContent(operator, { organization_id: agency.id, older_than: 400 });
  const isKept = () => store.files().some((file) => file.endsWith(archived[0]!.sha256));
  expect(isKept()).toBe(true);

  const { id } = await requestErasure(world.superuser.caller, { organizationId: agency.id, name, reason: "It ended" });
  await confirmErasure(second.caller, { erasureId: id, name });
  const signal = new AbortController().signal;
  await eraseOrganization(operator, { erasureId: id, as: { actor: "cli" }, signal, progress: () => undefined });
  for (const table of ["content", "content_archives", "archived_content", "archived_identifiers", "sources"])
    expect(await world.sql(`select from ${table} where organization_id = $1`, [agency.id]), table).toEqual([]);
  expect(isKept()).toBe(false);
});

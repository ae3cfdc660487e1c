import { describe, expect, it } from "vitest";
import { z } from "zod";
import { anonymous, useWorld } from "@/e2e/support/world";
import { command } from "@/lib/kernel/command";
import { id, text } from "@/lib/kernel/input";
import { countUnread } from "./count-unread";
import { listNotifications } from "./list-notifications";
import { markRead } from "./mark-read";
import { notify } from "./notify";

const world = useWorld();

const tell = command({
  action: "test.tell",
  input: z.object({ organization_id: id(), user_ids: z.array(id()), detail: text(5000).optional() }),
  allow: () => true,
  run: ({ tx, actor }, input) =>
    notify(tx, actor, input.user_ids, {
      organizationId: input.organization_id,
      kind: "test",
      subject: "Something changed",
      detail: input.detail,
      link: "/somewhere",
    }),
});

describe("notices", () => {
  it("reach those named, once each, but not whoever caused them", async () => {
    const to = [world.lead.id, world.client.id, world.lead.id];
    await tell(world.client.caller, { organization_id: world.acme, user_ids: to, detail: "x".repeat(1000) });
    const { notifications } = await listNotifications(world.lead.caller, {});
    expect(notifications).toMatchObject([
      { kind: "test", subject: "Something changed", link: "/somewhere", actor: "client Test", read: false },
    ]);
    expect(notifications[0]!.detail).toHaveLength(300);
    expect((await listNotifications(world.client.caller, {})).notifications).toEqual([]);
    const trail = await world.sql(
      "select user_id from audit_log where table_name = 'notifications' and action = 'INSERT'",
    );
    expect(trail).toEqual([{ user_id: world.client.id }]);
  });

  it("are not sent into an organization out of reach", async () => {
    await expect(
      tell(world.stranger.caller, { organization_id: world.acme, user_ids: [world.client.id] }),
    ).rejects.toBeTruthy();
  });

  it("are listed newest first, page by page, and counted until done", async () => {
    const person = await world.addPerson("client", world.acme);
    for (let n = 0; n < 5; n++)
      await tell(world.lead.caller, { organization_id: world.acme, user_ids: [person.id], detail: `${n}` });
    const first = await listNotifications(person.caller, { limit: 3 });
    const second = await listNotifications(person.caller, { limit: 3, cursor: first.next_cursor! });
    expect([...first.notifications, ...second.notifications].map(({ detail }) => detail)).toEqual([..."43210"]);
    expect(second.next_cursor).toBeNull();
    expect(await countUnread(person.caller, {})).toBe(5);
    const ids = first.notifications.map((notice) => notice.id);
    expect(await markRead(person.caller, { ids })).toEqual({ unread: 2 });
    expect((await listNotifications(person.caller, { unread: true })).notifications).toHaveLength(2);
    expect(await markRead(person.caller, { ids: ids.slice(0, 1), read: false })).toEqual({ unread: 3 });
    expect(await markRead(person.caller, { all: true })).toEqual({ unread: 0 });
    await expect(markRead(person.caller, {})).rejects.toMatchObject({ code: "invalid" });
  });

  it("are in the order of their times, whatever their ids", async () => {
    const person = await world.addPerson("client", world.acme);
    await world.sql(
      `insert into notifications (organization_id, user_id, kind, subject, link, created_at, read_at)
       select $1, $2, 'test', '', '', now() - abs(n - 2) * interval '1 hour', case when n = 5 then now() end from generate_series(1, 5) n`,
      [world.acme, person.id],
    );
    const listed = await listNotifications(person.caller, {});
    const newest = listed.notifications.map(({ id }) => id - Math.min(...listed.notifications.map(({ id }) => id)) + 1);
    expect(newest).toEqual([2, 3, 1, 4, 5]);
    const paged: number[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const page: Awaited<ReturnType<typeof listNotifications>> = await listNotifications(person.caller, {
        limit: 2,
        cursor,
      });
      paged.push(...page.notifications.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(paged).toEqual(listed.notifications.map(({ id }) => id));
    const unread = await listNotifications(person.caller, { unread: true });
    expect(unread.notifications).toEqual(listed.notifications.slice(0, 4));
  });

  it("are their owner's alone", async () => {
    const person = await world.addPerson("client", world.acme);
    await tell(world.lead.caller, { organization_id: world.acme, user_ids: [person.id] });
    const [notice] = (await listNotifications(person.caller, {})).notifications;
    for (const other of [world.client, world.stranger, world.superuser]) {
      expect((await listNotifications(other.caller, {})).notifications.map(({ id: other }) => other)).not.toContain(
        notice!.id,
      );
      await markRead(other.caller, { ids: [notice!.id] });
    }
    expect(await countUnread(person.caller, {})).toBe(1);
    await expect(listNotifications(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(countUnread(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(markRead(anonymous, { all: true })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

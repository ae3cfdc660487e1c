import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

export interface NewNotification {
  organizationId: number;
  userIds: readonly number[];
  /** Null for what no person did. */
  actorId: number | null;
  kind: string;
  subject: string;
  detail: string;
  /** A path within the application. */
  link: string;
  topic: string;
  /** What it tells of; nobody is told the same twice. */
  key: string | null;
  /** Where the reader has not chosen. */
  mail: "instant" | "digest" | "none";
}

const insertStatement = {
  name: "insert_notifications",
  // Without naming the conflict: to name it, one would have to be allowed to read what others are told.
  text: `insert into notifications (organization_id, user_id, actor_id, kind, subject, detail, link, topic, key, mail)
    select $1, u, $3, $4, $5, $6, $7, $8, $9, $10 from unnest($2::integer[]) u on conflict do nothing`,
};

/** Tells each of these users the same. */
export async function insertNotifications(tx: Tx, n: NewNotification): Promise<void> {
  const told = [n.kind, n.subject, n.detail, n.link, n.topic, n.key, n.mail];
  await tx.send(insertStatement, [n.organizationId, n.userIds, n.actorId, ...told]);
}

const remindStatement = {
  name: "insert_reminders",
  text: `insert into notifications (organization_id, user_id, kind, subject, detail, link, topic, key, mail)
    select * from unnest($1::integer[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
    on conflict do nothing`,
};

/** Tells many users, each its own, what no person did. */
export async function insertReminders(
  tx: Tx,
  reminders: readonly (Omit<NewNotification, "userIds" | "actorId"> & { userId: number })[],
): Promise<void> {
  const names = ["organizationId", "userId", "kind", "subject", "detail", "link", "topic", "key", "mail"] as const;
  await tx.send(
    remindStatement,
    names.map((name) => reminders.map((reminder) => reminder[name])),
  );
}

export interface NotificationRow {
  id: number;
  kind: string;
  subject: string;
  detail: string;
  link: string;
  actor: string;
  read_at: Date | null;
  created_at: Date;
}

const columns = `n.id, n.kind, n.subject, n.detail, n.link, n.read_at, n.created_at,
  ${personName("u")} as actor`;

const listText = (further: string) => `select ${columns} from notifications n left join users u on u.id = n.actor_id
    where n.user_id = (select app.actor_id()) ${further}
      and ($1::timestamptz is null or (n.created_at, n.id) < ($1, $2::integer))
    order by n.created_at desc, n.id desc limit $3`;
const listStatement = { name: "list_notifications", text: listText("") };
const listUnreadStatement = { name: "list_unread_notifications", text: listText("and n.read_at is null") };

/** The actor's own notifications, newest first, before the one named. */
export async function listOwnNotifications(
  tx: Tx,
  page: { unreadOnly: boolean; before?: { at: string; id: number }; limit: number },
): Promise<NotificationRow[]> {
  const statement = page.unreadOnly ? listUnreadStatement : listStatement;
  return tx.send<NotificationRow>(statement, [page.before?.at ?? null, page.before?.id ?? null, page.limit]);
}

const countStatement = {
  name: "count_unread_notifications",
  text: "select count(*) from notifications where user_id = (select app.actor_id()) and read_at is null",
};

export async function countOwnUnread(tx: Tx): Promise<number> {
  return (await tx.send<{ count: number }>(countStatement, []))[0]!.count;
}

const inboxStatement = {
  name: "inbox_state",
  text: `select (select count(*) from notifications where user_id = (select app.actor_id()) and read_at is null) as unread, newest.*
    from (select 1) one
    left join lateral (select ${columns} from notifications n left join users u on u.id = n.actor_id
      where n.user_id = (select app.actor_id()) and n.read_at is null order by n.created_at desc, n.id desc limit 1) newest on true`,
};

/** How many of the actor's own are unread and the newest of them, both of one moment: they never contradict each other. */
export async function readInbox(tx: Tx): Promise<{ unread: number } & (NotificationRow | { id: null })> {
  return (await tx.send<{ unread: number } & (NotificationRow | { id: null })>(inboxStatement, []))[0]!;
}

const markStatement = {
  name: "mark_notifications",
  text: `update notifications set read_at = case when $3 then now() end
    where user_id = (select app.actor_id()) and ($1::integer[] is null or id = any ($1)) and ($2::text[] is null or link = any ($2))
      and (read_at is null) = $3`,
};

/** Marks the actor's own notifications read or unread: these ids, those with these links, or all. */
export async function markOwn(
  tx: Tx,
  which: { ids?: readonly number[]; links?: readonly string[] },
  read: boolean,
): Promise<void> {
  await tx.send(markStatement, [which.ids ?? null, which.links ?? null, read]);
}

import type { Tx } from "@/db/client";
import type { Delivery } from "@/db/schema/notify/notification-preferences";

const listStatement = {
  name: "list_notification_preferences",
  text: "select topic, delivery from notification_preferences where user_id = $1",
};

/** What a user has chosen; the topics of which nothing was chosen are not among them. */
export async function listPreferences(tx: Tx, userId: number): Promise<{ topic: string; delivery: Delivery }[]> {
  return tx.send(listStatement, [userId]);
}

const saveStatement = {
  name: "save_notification_preferences",
  text: `insert into notification_preferences as p (user_id, topic, delivery) select $1, * from unnest($2::text[], $3::text[])
    on conflict (user_id, topic) do update set delivery = excluded.delivery, updated_at = now()
      where p.delivery <> excluded.delivery`,
};

export async function savePreferences(
  tx: Tx,
  userId: number,
  choices: readonly { topic: string; delivery: Delivery }[],
): Promise<void> {
  const topics = choices.map(({ topic }) => topic);
  await tx.send(saveStatement, [userId, topics, choices.map(({ delivery }) => delivery)]);
}

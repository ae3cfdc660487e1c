import { listPreferences } from "@/db/queries/notify/preferences";
import type { Delivery } from "@/db/schema/notify/notification-preferences";
import type { Tx } from "@/lib/kernel/database";
import { topicNames, topics, type TopicName } from "./topics";

/** How a user is told of each topic: as chosen, or as is standard. */
export async function preferencesOf(tx: Tx, userId: number): Promise<Record<TopicName, Delivery>> {
  const chosen = new Map((await listPreferences(tx, userId)).map(({ topic, delivery }) => [topic, delivery]));
  const effective = topicNames.map((name) => [name, chosen.get(name) ?? topics[name].standard]);
  return Object.fromEntries(effective) as Record<TopicName, Delivery>;
}

import { savePreferences as store } from "@/db/queries/notify/preferences";
import type { Delivery } from "@/db/schema/notify/notification-preferences";
import { command } from "@/lib/kernel/command";
import { preferencesOf } from "./preferences";
import { preferencesInput } from "./preferences-input";

/** Chooses how the caller is told of topics. What already waits for a mail is told as it was chosen before. */
export const savePreferences = command({
  action: "notify.preferences.save",
  input: preferencesInput,
  allow: () => true,
  run: async ({ tx, actor }, choices) => {
    const given = Object.entries(choices) as [string, Delivery][];
    await store(
      tx,
      actor.userId,
      given.map(([topic, delivery]) => ({ topic, delivery })),
    );
    return preferencesOf(tx, actor.userId);
  },
});

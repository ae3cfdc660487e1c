import { z } from "zod";
import { query } from "@/lib/kernel/query";
import { preferencesOf } from "./preferences";

/** How the caller is told of each topic. */
export const getPreferences = query({
  action: "notify.preferences.get",
  input: z.object({}),
  allow: () => true,
  run: ({ tx, actor }) => preferencesOf(tx, actor.userId),
});

import { z } from "zod";
import { countOwnUnread, markOwn } from "@/db/queries/notify/notifications";
import { command } from "@/lib/kernel/command";
import { flag, id } from "@/lib/kernel/input";

const markReadInput = z
  .object({
    ids: z.array(id()).min(1).max(500).optional(),
    all: flag().optional(),
    /** False makes them unread again. */
    read: flag().default(true),
  })
  .refine((input) => (input.ids !== undefined) !== (input.all ?? false), {
    path: ["ids"],
    error: "or all is required",
  });

/** Marks the caller's own notifications as read, or as unread again. Answers how many are unread then. */
export const markRead = command({
  action: "notify.notifications.mark",
  input: markReadInput,
  allow: () => true,
  run: async ({ tx }, input) => {
    await markOwn(tx, { ids: input.ids }, input.read);
    return { unread: await countOwnUnread(tx) };
  },
});

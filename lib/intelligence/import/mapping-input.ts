import { requiredText, text } from "@/lib/kernel/input";
import { z } from "zod";
import { dateOrders, platforms } from "./formats";

const column = () => text(200).optional();

/** What an analyst says of a file that does not say it itself. */
export const importMapping = z.object({
  platform: z.enum(platforms).optional(),
  /** The chat all records are of, where none is named. */
  chat: text(200).optional(),
  date_order: z.enum(dateOrders).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  columns: z
    .object({
      text: requiredText(200),
      ...{ id: column(), posted_at: column(), author: column(), author_id: column(), username: column() },
      ...{ chat: column(), chat_id: column(), reply_to: column() },
    })
    .optional(),
});
export type ImportMapping = z.output<typeof importMapping>;

import "@/lib/kernel/input";
import { z } from "zod";
import { topicNames } from "./topics";

const delivery = z.enum(["instant", "digest", "inbox", "off"], { error: "choose one" });

/** A delivery for each topic; those left out stay as they are. */
export const preferencesInput = z
  .partialRecord(z.enum(topicNames), delivery)
  .refine((choices) => Object.keys(choices).length > 0, { error: "name a topic" });

/** What stands in a mail's link. */
export const unsubscribeInput = z.object({ token: z.string().max(200) });

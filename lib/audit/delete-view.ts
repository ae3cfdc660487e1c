import { z } from "zod";
import { deleteView as deleteRow, findOwnView } from "@/db/queries/audit/views";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { canReadTrail } from "./policy";

/** Forgets a view of one's own. */
export const deleteView = command({
  action: "audit.view.delete",
  subject: "view",
  input: z.object({ id: id() }),
  target: (tx, input) => findOwnView(tx, input.id),
  allow: canReadTrail,
  run: async ({ tx, target }) => {
    await deleteRow(tx, target.id);
    return { id: target.id };
  },
});

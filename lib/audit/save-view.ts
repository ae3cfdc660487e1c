import { saveOwnView } from "@/db/queries/audit/views";
import { command } from "@/lib/kernel/command";
import { canReadTrail } from "./policy";
import { viewInput } from "./view-input";

/** Keeps filters of the trail under a name; a view of that name is replaced. */
export const saveView = command({
  action: "audit.view.save",
  input: viewInput,
  allow: canReadTrail,
  run: async ({ tx }, { name, filters }) => ({ id: await saveOwnView(tx, name, filters) }),
});

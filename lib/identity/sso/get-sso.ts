import { z } from "zod";
import { findOrganization } from "@/db/queries/identity/organizations";
import { findProvider } from "@/db/queries/identity/sso";
import { config } from "@/lib/kernel/config";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canAdminister } from "../admin/policy";
import { redirectAddress } from "./provider";

/** How an organization's single sign-on is set up, without its secret; `provider` is undefined where it is not. */
export const getSso = query({
  action: "identity.sso.get",
  input: z.object({ organizationId: id() }),
  target: (tx, { organizationId }) => findOrganization(tx, organizationId),
  subject: "organization",
  allow: canAdminister,
  run: async ({ tx, target }) => {
    const found = await findProvider(tx, target.id);
    return {
      organization: { id: target.id, name: target.name },
      origin: config().authUrl,
      provider: found && { ...found, redirectAddress: redirectAddress(found.slug) },
    };
  },
});

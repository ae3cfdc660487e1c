import { requiredText } from "@/lib/kernel/input";

export const organizationName = requiredText(200);

/** What a caller breaks by taking a name that is in use. */
export const organizationConstraints = {
  organizations_name_key: { path: "name", message: "There is already an organization of this name." },
};

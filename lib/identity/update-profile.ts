import { updateOwnProfile } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { profileInput } from "./account-input";
import { isPerson } from "./policy";

/** Changes the actor's own names and phone number. User name, e-mail, role and organization are a superuser's to change. */
export const updateProfile = command({
  action: "identity.profile.update",
  input: profileInput,
  allow: isPerson,
  run: ({ tx }, profile) => updateOwnProfile(tx, profile),
});

import { z } from "zod";
import { text } from "@/lib/kernel/input";

/** 3 to 64 letters, digits, dots, dashes or underscores: never an e-mail address, so that the two cannot be confused. */
export const usernameInput = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/, "should be 3 to 64 letters, digits, dots, dashes or underscores");

export const emailInput = z.string().trim().toLowerCase().max(254).pipe(z.email("should be an e-mail address"));

export const roleInput = z.enum(["client", "lead", "analyst", "superuser"]);

export const nameInputs = { firstName: text(100).default(""), lastName: text(100).default("") };

/** What stands in a link; anything else was never one of ours. */
export const tokenInput = z.string().max(200);

/** Bounds only the work: the rules for new passwords are in password-rules.ts. */
export const passwordInput = z.string().min(1, "is required").max(1000, "is too long");

/** What a caller breaks by taking a name that is in use. */
export const accountConstraints = {
  users_username_key: { path: "username", message: "This user name cannot be used. Choose another." },
  users_email_key: { path: "email", message: "There is already an account with this e-mail." },
};

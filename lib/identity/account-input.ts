import { z } from "zod";
import { id, requiredText, text } from "@/lib/kernel/input";

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

/**
 * A user name or an e-mail: which of them is found out by looking. Both are ASCII; letters that only fold into it would
 * name the same account under another counter of guesses.
 */
export const loginInput = requiredText(254).regex(/^[\x20-\x7e]*$/, "should be a user name or an e-mail address");

/*
 * What each form of an account sends. This file knows no server, so that screens check what is typed by the same words.
 */
export const signInInput = z.object({ login: loginInput, password: passwordInput });
export const resetRequestInput = z.object({ login: loginInput });
export const resetInput = z.object({ token: tokenInput, password: passwordInput });
export const passwordChangeInput = z.object({ current: passwordInput, replacement: passwordInput });
export const profileInput = z.object({ firstName: text(100), lastName: text(100), phone: text(50) });
export const invitationInput = z.object({ organizationId: id(), email: emailInput, role: roleInput });
export const joiningInput = z.object({
  token: tokenInput,
  username: usernameInput,
  ...nameInputs,
  password: passwordInput,
});
export const setUpInput = z.object({
  token: tokenInput,
  organization: requiredText(200),
  username: usernameInput,
  email: emailInput,
  ...nameInputs,
  password: passwordInput,
});
export const newUserInput = z.object({
  organizationId: id(),
  username: usernameInput,
  email: emailInput,
  role: roleInput,
  ...nameInputs,
  phone: text(50).default(""),
});

/** To erase a person, its user name is typed once more. */
export const erasureInput = z.object({ userId: id(), username: requiredText(100), reason: requiredText(500) });

/** What a caller breaks by taking a name that is in use. */
export const accountConstraints = {
  users_username_key: { path: "username", message: "This user name cannot be used. Choose another." },
  users_email_key: { path: "email", message: "There is already an account with this e-mail." },
};

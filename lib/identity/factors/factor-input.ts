import { z } from "zod";
import { id, requiredText, text } from "@/lib/kernel/input";
import { passwordInput } from "../account-input";

/** A code of an app, or one of the recovery codes. */
export const codeInput = z.string().trim().min(1, "is required").max(40, "is too long");

const bytes = z.string().max(16_384);
const answer = {
  id: z.string().min(1).max(2_048),
  rawId: z.string().max(2_048),
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  clientExtensionResults: z.custom<object>((value) => typeof value === "object" && value !== null),
};

/** What the browser says when a passkey was made, and when one was used (WebAuthn's JSON forms). */
const registrationInput = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});
export const assertionInput = z.object({
  ...answer,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: z.string().max(200).optional(),
  }),
});
export type Assertion = z.output<typeof assertionInput>;

export const factorName = requiredText(60);
export const appInput = z.object({ name: factorName });
export const confirmAppInput = z.object({ authenticatorId: id(), code: codeInput });
export const passkeyInput = z.object({ name: text(60), response: registrationInput });

/** How somebody shows once more who it is: one of them. */
export const proofInput = z.object({
  password: passwordInput.optional(),
  code: codeInput.optional(),
  passkey: assertionInput.optional(),
});

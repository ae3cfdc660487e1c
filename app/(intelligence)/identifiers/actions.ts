"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { enterIdentifier } from "@/lib/intelligence/identifiers/enter-identifier";
import { lookUpIdentifiers } from "@/lib/intelligence/identifiers/look-up-identifiers";
import { verifyIdentifier } from "@/lib/intelligence/identifiers/verify-identifier";

export async function enterIdentifierAction(input: z.input<typeof enterIdentifier.input>) {
  return act(enterIdentifier, input);
}

export async function lookUpIdentifiersAction(input: z.input<typeof lookUpIdentifiers.input>) {
  return act(lookUpIdentifiers, input);
}

export async function verifyIdentifierAction(input: z.input<typeof verifyIdentifier.input>) {
  return act(verifyIdentifier, input);
}

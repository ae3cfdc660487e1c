"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { fileExposure } from "@/lib/intelligence/exposures/file-exposure";
import { withdrawExposure } from "@/lib/intelligence/exposures/withdraw-exposure";
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

export async function fileExposureAction(input: z.input<typeof fileExposure.input>) {
  return act(fileExposure, input);
}

export async function withdrawExposureAction(input: z.input<typeof withdrawExposure.input>) {
  return act(withdrawExposure, input);
}

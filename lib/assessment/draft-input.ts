import { z } from "zod";
import { id, requiredText, whole } from "@/lib/kernel/input";
import { draftDocument, slugPattern } from "./import/document";
import { limits } from "./import/limits";

export const saveDraftInput = z.object({
  version_id: id(),
  document: draftDocument,
  /** The count of changes that the document is based on. */
  edit_version: whole(1, 2_147_483_647),
});

export const startDraftInput = z.object({
  from_version_id: id(),
  /** Names the new version. */
  version: requiredText(40),
});

export const createQuestionnaireInput = z.object({
  title: requiredText(limits.title),
  slug: z
    .string()
    .trim()
    .min(1, "is required")
    .max(80)
    .regex(slugPattern, "must be small letters, digits and single hyphens"),
  version: requiredText(40),
});

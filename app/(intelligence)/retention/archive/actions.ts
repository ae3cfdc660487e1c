"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import {
  startArchivingContent,
  startRestoringContent,
  startVerifyingContent,
} from "@/lib/intelligence/content-archive/jobs";

export async function archiveContentAction(input: z.input<typeof startArchivingContent.input>) {
  return act(startArchivingContent, input);
}

export async function restoreContentAction(input: z.input<typeof startRestoringContent.input>) {
  return act(startRestoringContent, input);
}

export async function verifyContentAction(input: z.input<typeof startVerifyingContent.input>) {
  return act(startVerifyingContent, input);
}

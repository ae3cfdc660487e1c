"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { appointManager } from "@/lib/intelligence/break-glass/appoint-manager";
import { decideLook } from "@/lib/intelligence/break-glass/decide-look";
import { endLook } from "@/lib/intelligence/break-glass/end-look";
import { requestLook } from "@/lib/intelligence/break-glass/request-look";

export async function requestLookAction(input: z.input<typeof requestLook.input>) {
  return act(requestLook, input);
}

export async function decideLookAction(input: z.input<typeof decideLook.input>) {
  return act(decideLook, input);
}

export async function endLookAction(input: z.input<typeof endLook.input>) {
  return act(endLook, input);
}

export async function appointManagerAction(input: z.input<typeof appointManager.input>) {
  return act(appointManager, input);
}

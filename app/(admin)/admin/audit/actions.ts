"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { deleteView } from "@/lib/audit/delete-view";
import { saveView } from "@/lib/audit/save-view";

export async function saveViewAction(input: z.input<typeof saveView.input>) {
  return act(saveView, input);
}

export async function deleteViewAction(input: z.input<typeof deleteView.input>) {
  return act(deleteView, input);
}

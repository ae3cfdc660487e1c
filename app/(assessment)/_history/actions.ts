"use server";

import { act } from "@/app/_http/action";
import { getResponseHistory } from "@/lib/assessment/get-response-history";

export async function historyAction(responseId: number, before?: number) {
  return act(getResponseHistory, { response_id: responseId, before_version: before });
}

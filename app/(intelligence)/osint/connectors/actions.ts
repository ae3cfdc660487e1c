"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { saveConnector } from "@/lib/intelligence/osint/connectors-admin";

export async function saveConnectorAction(input: z.input<typeof saveConnector.input>) {
  const result = await act(saveConnector, input);
  if (result.ok) revalidatePath("/osint/connectors");
  return result;
}

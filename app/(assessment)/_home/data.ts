import type { getClientHome } from "@/lib/assessment/get-client-home";
import type { getLeadHome } from "@/lib/assessment/get-lead-home";

export type ClientHomeData = Awaited<ReturnType<typeof getClientHome>>;
export type LeadHomeData = Awaited<ReturnType<typeof getLeadHome>>;

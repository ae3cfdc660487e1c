import { calculateProductMaturity } from "@/lib/assessment/calculate-product-maturity";
import { checkScores } from "@/lib/assessment/check-scores";
import { getPortfolio } from "@/lib/assessment/get-portfolio";
import { getProductResponses } from "@/lib/assessment/get-product-responses";
import { getResults } from "@/lib/assessment/get-results";
import { getReviewQueue } from "@/lib/assessment/get-review-queue";
import { listProducts } from "@/lib/assessment/list-products";
import { listQuestionnaires } from "@/lib/assessment/list-questionnaires";
import { getAuditTrail } from "@/lib/audit/get-audit-trail";
import { verifySeal } from "@/lib/audit/verify-audit";
import type { AppRead } from "@/lib/backup/verify/verify-backup";
import { getSystemStats } from "@/lib/health/get-system-stats";
import { listUsers } from "@/lib/identity/admin/list-users";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { listMails } from "@/lib/notify/list-mails";

/** So many products are opened. */
const PRODUCTS = 20;

const products = async (caller: Caller) => (await listProducts(caller, { limit: PRODUCTS })).products;

/**
 * What the application reads on a restored backup: what its screens and callers ask first, and all scores recomputed from
 * the answers. They live here since they are of every room.
 */
export const restoredReads: readonly AppRead[] = [
  { name: "figures", run: (caller) => getSystemStats(caller, {}) },
  { name: "accounts", run: (caller) => listUsers(caller, {}) },
  { name: "questionnaires", run: (caller) => listQuestionnaires(caller, {}) },
  { name: "portfolio", run: (caller) => getPortfolio(caller, {}) },
  {
    name: "products with results and answers",
    run: async (caller) => {
      for (const { id } of await products(caller)) {
        await getResults(caller, { product_id: id });
        await calculateProductMaturity(caller, { product_id: id });
        await getProductResponses(caller, { product_id: id });
      }
    },
  },
  {
    name: "scores, recomputed",
    run: async (caller) => {
      const { ok, disagreements } = await checkScores(caller, {});
      if (!ok) throw new Error(`${disagreements.length} scores are not what the answers say`);
    },
  },
  { name: "review queue", run: (caller) => getReviewQueue(caller, {}) },
  { name: "outbox", run: (caller) => listMails(caller, {}) },
  { name: "audit trail", run: (caller) => getAuditTrail(caller, {}) },
  {
    name: "seal of the audit trail",
    run: async (caller) => {
      const { ok, problems } = await verifySeal(caller);
      if (!ok) throw new Fault("conflict", problems[0]!.message);
    },
  },
];

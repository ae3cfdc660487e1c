import { z } from "zod";
import { listPlanActions } from "@/db/queries/assessment/actions";
import { findPlan } from "@/db/queries/assessment/plan";
import { logEvent } from "@/db/queries/kernel/events";
import { toCsv } from "@/lib/audit/csv";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { describeAction } from "./action";
import { MOST_ACTIONS } from "./get-plan";
import { planOf, type Plan } from "./plan";
import { toPoam } from "./plan-oscal";
import { actionTable, findingTable, type PlanTable } from "./plan-rows";
import { toXlsx } from "./plan-xlsx";
import { canSeeProduct } from "./policy";
import { loadQuestionnaire } from "./questionnaire";

const planFormats = ["csv", "xlsx", "oscal"] as const;

/** A file to download. */
export interface PlanFile {
  filename: string;
  mediaType: string;
  body: string | Buffer;
}

/**
 * The plan of a product as a file: its actions as CSV, actions and findings as a workbook, or the actions as an OSCAL plan
 * of action and milestones (JSON). A command, since who took what away is written down.
 * @throws Fault conflict for an OSCAL plan without an action: it has at least one
 */
export const exportPlan = command({
  action: "assessment.plan.export",
  scope: "products:read",
  subject: "product",
  input: z.object({ product_id: id(), format: z.enum(planFormats).default("csv") }),
  target: (tx, input) => findPlan(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, actor, target }, { format }): Promise<PlanFile> => {
    const [questionnaire, rows] = await Promise.all([
      loadQuestionnaire(tx, target.questionnaire_version_id),
      listPlanActions(tx, { id: target.id, organizationId: target.organization_id }, MOST_ACTIONS),
    ]);
    if (format === "oscal" && rows.length === 0) {
      throw new Fault("conflict", "There is no action yet, and an OSCAL plan has at least one.");
    }
    const plan = planOf(target, questionnaire, rows.map(describeAction));
    await logEvent(tx, {
      action: "EXPORT",
      table: "actions",
      organizationId: target.organization_id,
      details: { product_id: target.id, format, actions: rows.length },
    });
    const lastModified = new Date(Math.max(0, ...rows.map((row) => row.updated_at.getTime()))).toISOString();
    const filename = `plan-${target.id}`;
    if (format === "csv") return csvOf(actionTable(plan.actions), filename);
    if (format === "xlsx") return workbookOf(plan, filename, actor.name);
    return {
      filename: `${filename}-poam.json`,
      mediaType: "application/json",
      body: JSON.stringify(
        toPoam({ service: config().authUrl, product: target, lastModified, actions: plan.actions }),
        null,
        2,
      ),
    };
  },
});

function csvOf(table: PlanTable, filename: string): PlanFile {
  const rows = table.rows.map((row) =>
    Object.fromEntries(
      row.map((cell, at) => [table.columns[at]!, cell instanceof Date ? cell.toISOString().slice(0, 10) : cell]),
    ),
  );
  return {
    filename: `${filename}.csv`,
    mediaType: "text/csv; charset=utf-8; header=present",
    body: toCsv(table.columns, rows, true),
  };
}

async function workbookOf(plan: Plan, filename: string, by: string): Promise<PlanFile> {
  const tables = [actionTable(plan.actions), findingTable(plan.findings.questions)];
  return {
    filename: `${filename}.xlsx`,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    body: await toXlsx(tables, { by, at: new Date() }),
  };
}

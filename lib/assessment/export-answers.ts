import { z } from "zod";
import { findOfflineSet } from "@/db/queries/assessment/offline-answers";
import { listResponsesTo } from "@/db/queries/assessment/turn-asked";
import { logEvent } from "@/db/queries/kernel/events";
import { toCsv } from "@/lib/audit/csv";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { sheetOf, type SheetRow } from "./offline/answer-sheet";
import { columns } from "./offline/columns";
import { guarded } from "./offline/csv-guard";
import { sammQuestions, toSamm } from "./offline/samm";
import { writeXlsx } from "./offline/write-xlsx";
import { canSeeProduct } from "./policy";
import { loadQuestionnaire } from "./questionnaire";

/** A file to download. */
interface AnswersFile {
  filename: string;
  mediaType: string;
  body: string | Buffer;
}

/**
 * A product's questionnaire with its answers as a file: a workbook or CSV to work on and import again, or `.samm` for what
 * is OWASP SAMM. A command, since who took what away is written down.
 * @throws Fault conflict for `.samm` of a questionnaire that is not SAMM's
 */
export const exportAnswers = command({
  action: "assessment.answers.export",
  scope: "responses:read",
  subject: "product",
  input: z.object({ product_id: id(), format: z.enum(["xlsx", "csv", "samm"]).default("xlsx") }),
  target: (tx, input) => findOfflineSet(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, actor, target }, { format }): Promise<AnswersFile> => {
    const questionnaire = await loadQuestionnaire(tx, target.questionnaire_version_id);
    const ids = questionnaire.questions.map((question) => question.id);
    const rows = await listResponsesTo(tx, { productId: target.id, userId: target.user_id }, ids);
    const responses = new Map(rows.map((row) => [row.question_id!, row]));
    const samm = sammQuestions(questionnaire);
    if (format === "samm" && samm.size === 0) {
      throw new Fault("conflict", "The product's questionnaire is not OWASP SAMM: .samm has no place for its answers.");
    }
    await logEvent(tx, {
      action: "EXPORT",
      table: "questionnaire_responses",
      organizationId: target.organization_id,
      details: { product_id: target.id, format, responses: rows.length },
    });
    const at = new Date();
    const filename = `answers-${target.id}`;
    if (format === "samm") {
      const { version } = questionnaire;
      const about = { version, organization: target.organization, scope: target.name, date: at };
      const body = JSON.stringify(toSamm(samm, responses, about), null, 2);
      return { filename: `${filename}.samm`, mediaType: "application/json", body };
    }
    const sheet = sheetOf(target.id, questionnaire, target, responses);
    if (format === "csv") {
      return {
        filename: `${filename}.csv`,
        mediaType: "text/csv; charset=utf-8; header=present",
        body: csvOf(sheet),
      };
    }
    const about = { product: target.name, questionnaire: `${questionnaire.title} ${questionnaire.version}` };
    return {
      filename: `${filename}.xlsx`,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      body: await writeXlsx(sheet, { ...about, by: actor.name, at }),
    };
  },
});

const csvOf = (sheet: readonly SheetRow[]) =>
  toCsv(
    columns.map(({ key }) => key),
    sheet.map((row) =>
      Object.fromEntries(
        columns.map(({ key }) => [key, typeof row[key] === "string" ? guarded(row[key]) : row[key]] as const),
      ),
    ),
    true,
  );

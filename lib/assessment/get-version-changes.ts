import { z } from "zod";
import { findVersionById, findVersionsOfSlug } from "@/db/queries/assessment/questionnaire-content";
import { countProductsOfVersions } from "@/db/queries/assessment/questionnaire-list";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { documentOf } from "./document-of";
import { loadQuestionnaire } from "./questionnaire";
import { canManageQuestionnaires } from "./questionnaire-policy";
import { versionChanges } from "./version-changes";

/**
 * What a version changes against an earlier one (`against`; by default the latest published before it), and how many
 * products are measured by each of its siblings. `changes` is null for a first version.
 */
export const getVersionChanges = query({
  action: "assessment.questionnaire.changes",
  input: z.object({ id: id(), against: id().optional() }),
  allow: canManageQuestionnaires,
  run: async ({ tx }, input) => {
    const version = await findVersionById(tx, input.id);
    if (!version) throw notFound("questionnaire version");
    const siblings = await findVersionsOfSlug(tx, version.slug);
    const products = new Map(
      (
        await countProductsOfVersions(
          tx,
          siblings.map((sibling) => sibling.id),
        )
      ).map((row) => [row.version_id, row.products]),
    );
    const others = siblings
      .filter((sibling) => sibling.id !== version.id && sibling.status !== "draft")
      .map(({ id, version, status }) => ({ id, version, status, products: products.get(id) ?? 0 }));
    const against =
      input.against === undefined
        ? others.find((other) => other.id < version.id)
        : others.find((other) => other.id === input.against);
    if (input.against !== undefined && !against) throw notFound("questionnaire version");
    const read = async (versionId: number) => {
      const found = await findVersionById(tx, versionId);
      return documentOf(found!, await loadQuestionnaire(tx, versionId));
    };
    return {
      id: version.id,
      title: version.title,
      version: version.version,
      status: version.status,
      others,
      against: against ?? null,
      changes: against ? versionChanges(await read(against.id), await read(version.id)) : null,
    };
  },
});

import { findTemplate, insertTemplate, updateTemplateRow } from "@/db/queries/intelligence/case-templates";
import { command } from "@/lib/kernel/command";
import { templateInput } from "./case-input";
import { canSaveTemplates } from "./case-policy";
import { stale } from "./describe-case";

/**
 * Keeps what cases of a kind begin with: a new template, or a changed one.
 * @throws Fault stale_version when `version` is not the current one; invalid for a name that another has
 */
export const saveTemplate = command({
  action: "intelligence.case-template.save",
  subject: "template",
  input: templateInput,
  target: async (tx, { template_id: id }) => (id === undefined ? null : findTemplate(tx, id)),
  allow: canSaveTemplates,
  constraints: {
    case_templates_organization_id_name_key: { path: "name", message: "is the name of another template" },
  },
  run: async ({ tx, actor, target }, input) => {
    const { template_id: _, version, is_active: isActive, tasks, ...texts } = input;
    const row = {
      ...texts,
      isActive,
      tasks: tasks.map(({ due_days: dueDays, ...task }) => ({ ...task, dueDays })),
    };
    if (!target)
      return {
        id: await insertTemplate(tx, { ...row, organizationId: actor.organizationId, createdBy: actor.userId }),
      };
    const changed = await updateTemplateRow(tx, target.id, version ?? target.version, row);
    if (!changed) throw stale("template", target);
    return { id: target.id };
  },
});

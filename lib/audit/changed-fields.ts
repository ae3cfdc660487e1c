export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
  changed: boolean;
}

type Values = Record<string, unknown> | null;

/** Old and new values side by side, field by field, what changed first. An absent or null value is null. */
export function changedFields(oldValues: Values, newValues: Values): FieldChange[] {
  const fields = [...new Set([...Object.keys(oldValues ?? {}), ...Object.keys(newValues ?? {})])];
  const changes = fields.map((field) => {
    const before = written(oldValues?.[field]);
    const after = written(newValues?.[field]);
    return { field, before, after, changed: before !== after };
  });
  return [...changes.filter((change) => change.changed), ...changes.filter((change) => !change.changed)];
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value, null, typeof value === "object" ? 2 : undefined);
}

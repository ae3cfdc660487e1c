/** What of a plan is shown, all of it in the address. */
export interface PlanQuery {
  view?: string;
  mine?: string;
  overdue?: string;
  section?: string;
  /** Ids of the actions that the projection counts, with commas; "none" counts no action. */
  only?: string;
  /** The action in the drawer, or "new". */
  action?: string;
  /** What a new action is prefilled from: a question's id, or "d" and a dimension's. */
  finding?: string;
  /** All findings, not only the first. */
  all?: string;
}

const names = ["view", "section", "mine", "overdue", "only", "all", "action", "finding"] as const;

/** The parts of an address that mean something here. */
export const planQuery = (given: Record<string, string | string[] | undefined>): PlanQuery =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = given[name];
      const one = Array.isArray(value) ? value[0] : value;
      return one ? [[name, one.slice(0, 4_000)]] : [];
    }),
  );

/** The same plan with something changed; undefined leaves it away. What stands in the drawer is closed unless named. */
export function planHref(productId: number, query: PlanQuery, changes: PlanQuery = {}): string {
  const parts: PlanQuery = { ...query, action: undefined, finding: undefined, ...changes };
  const given = names.flatMap((name) => (parts[name] ? [[name, parts[name]]] : []));
  const search = new URLSearchParams(given as [string, string][]).toString();
  return `/products/${productId}/plan${search ? `?${search}` : ""}`;
}

/** The ids that `only` names; undefined where it is not given. */
export function idsOf(only: string | undefined): number[] | undefined {
  if (only === undefined) return undefined;
  const ids = only.split(",").map(Number);
  return [...new Set(ids.filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31))].slice(0, 500);
}

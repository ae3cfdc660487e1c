/** A target of a section or, with `dimension`, of a dimension. `level` is 0 to 5. */
export interface Target {
  section: string;
  /** Empty for the section as a whole. */
  dimension: string;
  level: number;
}

/** Where a dimension (or, with an empty name, its section as a whole) wants to be, 0–5; null where nobody said. */
export type TargetOf = (section: string, dimension: string) => number | null;

const keyOf = (section: string, dimension: string) => `${section}\0${dimension}`;

/** The targets of a product: a dimension's own, or else its section's, or else the product's. */
export function targetsBy(standard: number | null, targets: readonly Target[]): TargetOf {
  const levels = new Map(targets.map(({ section, dimension, level }) => [keyOf(section, dimension), level]));
  return (section, dimension) => levels.get(keyOf(section, dimension)) ?? levels.get(keyOf(section, "")) ?? standard;
}

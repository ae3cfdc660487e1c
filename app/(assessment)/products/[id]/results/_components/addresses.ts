/** What of the results is shown: the answer set (none: the product's own), and what stands in the drawer. */
export interface Shown {
  productId: number;
  /** The user whose set it is, where it is not the product's own. */
  set?: number;
  /** What the trend is of, where it is not the whole. */
  trend?: string;
}

const withQuery = (path: string, query: Record<string, string | number | undefined>) => {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return given.length ? `${path}?${new URLSearchParams(given).toString()}` : path;
};

/** The results, with an explanation or a snapshot in the drawer where one is named, and the trend of a place. */
export const resultsHref = ({ productId, set, trend }: Shown, drawer: { explain?: "score"; snapshot?: number } = {}) =>
  withQuery(`/products/${productId}/results`, { set, trend, ...drawer });

/** What a trend is of, as the address names it: a section, or a dimension of it by its key. */
export const trendName = (section: string, dimension?: string) =>
  JSON.stringify(dimension === undefined ? [section] : [section, dimension]);

/** Reads it back; undefined for what is none. */
export function readTrend(name: string | undefined): { section: string; dimension?: string } | undefined {
  try {
    const [section, dimension] = JSON.parse(name ?? "null") as unknown[];
    if (typeof section !== "string") return undefined;
    return typeof dimension === "string" ? { section, dimension } : { section };
  } catch {
    return undefined;
  }
}

/** The answers behind a dimension's score. One that stands in no questionnaire is named by its titles. */
export function dimensionHref(
  { productId, set }: Shown,
  dimension: { id: number | null; section: string; title: string },
): string {
  const path = `/products/${productId}/results`;
  if (dimension.id !== null) return withQuery(`${path}/${dimension.id}`, { set });
  return withQuery(`${path}/other`, { section: dimension.section || undefined, dimension: dimension.title, set });
}

/** Where a section stands on the page. */
export const sectionAnchor = (index: number) => `section-${index + 1}`;

/** A question where it is answered, in the set that is shown. */
export const questionHref = (path: string, set: number | undefined) =>
  set === undefined ? path : `${path}${path.includes("?") ? "&" : "?"}set=${set}`;

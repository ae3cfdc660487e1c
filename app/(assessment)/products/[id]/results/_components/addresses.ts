/** What of the results is shown: the answer set (none: the product's own), and what stands in the drawer. */
export interface Shown {
  productId: number;
  /** The user whose set it is, where it is not the product's own. */
  set?: number;
}

const withQuery = (path: string, query: Record<string, string | number | undefined>) => {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  return given.length ? `${path}?${new URLSearchParams(given).toString()}` : path;
};

/** The results, with an explanation or a snapshot in the drawer where one is named. */
export const resultsHref = ({ productId, set }: Shown, drawer: { explain?: "score"; snapshot?: number } = {}) =>
  withQuery(`/products/${productId}/results`, { set, ...drawer });

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

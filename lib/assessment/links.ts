/** Paths of the screens that notices, mails and lists lead to. */

/** Where a client answers a question, its thread open on demand. A free question has no section of its own. */
export function questionPath(
  place: { productId: number; sectionId: number | null; questionId: number | null },
  thread = false,
): string {
  const product = productPath(place.productId);
  if (place.sectionId === null || place.questionId === null) return product;
  return `${product}/sections/${place.sectionId}?q=${place.questionId}${thread ? "&thread=1" : ""}`;
}

export const productThreadPath = (productId: number) => `/products/${productId}?thread=1`;

/** Where a lead judges a response. */
export const reviewPath = (responseId: number) => `/reviews/${responseId}`;

/** The review queue, narrowed to a product. */
export const queuePath = (productId: number) => `/reviews?product_id=${productId}`;

/** The rounds of a product, and its snapshots. */
export const roundsPath = (productId: number) => `/products/${productId}/rounds`;
/** How a product stands, and what there is to do about it. */
export const productPath = (productId: number) => `/products/${productId}`;
/** What is planned for a product, an action of it open. */
export const actionPath = (productId: number, actionId: number) => `/products/${productId}/plan?action=${actionId}`;
/** Where somebody answers what is assigned to it, with nothing else in the way. */
export const assignedPath = (place: { productId: number; sectionId: number; questionId: number }) =>
  `${questionPath(place)}&mine=1`;

/** What is asked for as evidence, about one product where one is named. */
export const requestsPath = (productId?: number) =>
  productId === undefined ? "/evidence/requests" : `/evidence/requests?product_id=${productId}`;

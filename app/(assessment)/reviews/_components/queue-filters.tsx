import { FilterChips } from "@/components/ui/filter-chips";
import type { getReviewQueue } from "@/lib/assessment/get-review-queue";
import { queueHref, type QueueQuery } from "./hrefs";
import { ProductPicker } from "./product-picker";

type Queue = Awaited<ReturnType<typeof getReviewQueue>>;

/** Beyond so many, products are picked from a list. */
const MOST_CHIPS = 6;

/** Organization, product and section, in the address. A filter with nothing to choose is not shown. */
export function QueueFilters({ queue, query }: { queue: Queue; query: QueueQuery }) {
  const { organization_id, product_id, section } = query;
  const products = queue.products.filter(
    (product) => !organization_id || String(product.organization_id) === organization_id,
  );
  const choices = products.map((product) => ({
    label: product.product,
    href: queueHref({ organization_id, product_id: String(product.product_id) }),
    count: product.waiting,
    current: String(product.product_id) === product_id,
  }));
  return (
    <div className="flex flex-col gap-2">
      {queue.organizations.length > 1 && (
        <FilterChips
          label="Organization"
          items={[
            { label: "All organizations", href: queueHref({ section }), current: !organization_id },
            ...queue.organizations.map(({ id, name, waiting }) => ({
              label: name,
              href: queueHref({ organization_id: String(id), section }),
              count: waiting,
              current: String(id) === organization_id,
            })),
          ]}
        />
      )}
      {products.length > MOST_CHIPS ? (
        <ProductPicker choices={choices} all={queueHref({ organization_id })} />
      ) : (
        (products.length > 1 || product_id) && (
          <FilterChips
            label="Product"
            items={[
              { label: "All products", href: queueHref({ organization_id, section }), current: !product_id },
              ...choices,
            ]}
          />
        )
      )}
      {(queue.reviews.length > 0 || section) && queue.sections.length > 1 && (
        <FilterChips
          label="Section"
          items={[
            { label: "All sections", href: queueHref({ organization_id, product_id }), current: !section },
            ...queue.sections.map((title) => ({
              label: title,
              href: queueHref({ organization_id, product_id, section: title }),
              current: title === section,
            })),
          ]}
        />
      )}
    </div>
  );
}

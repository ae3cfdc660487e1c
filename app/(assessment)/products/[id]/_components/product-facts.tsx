import { Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { Product } from "@/lib/assessment/product";

/** What the product is, and who answers for it. */
export function ProductFacts({
  product,
  members,
  terms,
}: {
  product: Product;
  members: { id: number; name: string }[];
  /** Of the questionnaire's content. */
  terms: { licence: string; attribution: string };
}) {
  const facts = [
    { term: "Organization", value: product.organization },
    { term: "Owner", value: product.owner },
    { term: "Members", value: members.map(({ name }) => name).join(", ") },
    {
      term: "Address",
      value: product.url && (
        <a href={product.url} rel="noreferrer" className="text-accent-ink underline underline-offset-3">
          {product.url}
        </a>
      ),
    },
    { term: "Language", value: product.language },
    { term: "Cloud platform", value: product.cloud_platform },
    { term: "CI/CD platform", value: product.cicd_platform },
    { term: "Questionnaire", value: product.questionnaire },
    { term: "Its licence", value: terms.attribution || terms.licence },
    { term: "Created", value: <RelativeTime value={product.created_at} format="date" /> },
  ];
  return (
    <Section title="About" card>
      <DataList items={facts.filter(({ value }) => value !== "")} />
    </Section>
  );
}

/** Answers of others, which came over the API: shown apart, never counted as the product's. */
export function OtherSets({
  productId,
  sectionId,
  sets,
}: {
  productId: number;
  sectionId: number;
  sets: { user_id: number; name: string; answered: number; updated_at: string }[];
}) {
  return (
    <Section
      title="Answers of others"
      description="They came over the API under another name, and do not count for the product."
      card
      padded={false}
    >
      <ul className="divide-y divide-line">
        {sets.map((set) => (
          <li key={set.user_id} className="flex min-h-11 flex-wrap items-center gap-x-4 px-4 py-2">
            <TextLink href={`/products/${productId}/sections/${sectionId}?set=${set.user_id}`}>{set.name}</TextLink>
            <span className="flex-1 text-muted">{set.answered} answered</span>
            <RelativeTime value={set.updated_at} className="text-sm text-muted" />
          </li>
        ))}
      </ul>
    </Section>
  );
}

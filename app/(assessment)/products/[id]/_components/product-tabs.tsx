import { Tabs } from "@/components/ui/tabs";

const views = [
  { part: "", label: "Overview" },
  { part: "/results", label: "Results" },
  { part: "/plan", label: "Plan" },
  { part: "/rounds", label: "Rounds" },
  { part: "/reports", label: "Reports" },
  { part: "/activity", label: "Activity" },
] as const;

/** What there is to see of a product. */
export function ProductTabs({ productId, current }: { productId: number; current: (typeof views)[number]["part"] }) {
  return (
    <Tabs
      label="Views of this product"
      items={views.map(({ part, label }) => ({
        href: `/products/${productId}${part}`,
        label,
        current: part === current,
      }))}
    />
  );
}

"use client";

import { useRouter } from "next/navigation";
import { Select } from "@/components/ui/select";

/** One of many products, as a list whose choice goes into the address. */
export function ProductPicker({
  choices,
  all,
}: {
  choices: { label: string; href: string; count: number; current: boolean }[];
  /** The address without a product. */
  all: string;
}) {
  const router = useRouter();
  return (
    <Select
      aria-label="Product"
      className="max-w-80"
      value={choices.find(({ current }) => current)?.href ?? all}
      onChange={(event) => router.push(event.target.value, { scroll: false })}
    >
      <option value={all}>All products</option>
      {choices.map((choice) => (
        <option key={choice.href} value={choice.href}>
          {choice.label} ({choice.count})
        </option>
      ))}
    </Select>
  );
}

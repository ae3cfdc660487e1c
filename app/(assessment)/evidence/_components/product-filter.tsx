"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

/** Narrows a list to what is about one product. */
export function ProductFilter({ products, chosen }: { products: { id: number; name: string }[]; chosen?: number }) {
  if (products.length === 0) return null;
  return (
    <Field label="Product" hideLabel className="w-56 max-sm:w-full">
      <Select key={chosen} name="product_id" defaultValue={chosen ?? ""}>
        <option value="">All products</option>
        {products.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

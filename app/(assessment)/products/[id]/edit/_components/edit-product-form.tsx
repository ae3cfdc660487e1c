"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller } from "react-hook-form";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button, LinkButton } from "@/components/ui/button";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormError, Notice } from "@/components/ui/form-error";
import type { Product } from "@/lib/assessment/product";
import { productChangesInput } from "@/lib/assessment/product-input";
import { updateProductAction } from "../../../actions";
import { ProductFields } from "../../../_components/product-fields";

/** Changes a product at the version it was opened at; a newer one is shown, never overwritten. */
export function EditProductForm({ product, people }: { product: Product; people: ComboboxOption[] }) {
  const router = useRouter();
  const owner = { value: String(product.owner_id), label: product.owner };
  const [chosen, setChosen] = useState<ComboboxOption | null>(owner);
  const { form, register, submit, pending, errors, message, code } = useSubmit({
    schema: productChangesInput,
    defaults: { product_id: product.id, version: product.version },
    send: updateProductAction,
    onDone: () => {
      toast("Product saved");
      router.push(`/products/${product.id}`);
    },
  });
  const handsOver = chosen !== null && chosen.value !== owner.value;
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      <FormError>
        {message && (
          <>
            {message}{" "}
            {code === "conflict" && (
              <Button size="sm" variant="ghost" onClick={() => location.reload()}>
                Show the newer version
              </Button>
            )}
          </>
        )}
      </FormError>
      <ProductFields values={product} register={register} errors={errors} />
      <Field label="Owner" error={errors.owner_id}>
        <Controller
          control={form.control}
          name="owner_id"
          defaultValue={owner.value}
          render={({ field: { name, ref, onChange } }) => (
            <Combobox
              name={name}
              ref={ref}
              options={people}
              value={chosen}
              onValueChange={(next) => {
                setChosen(next);
                onChange(next?.value);
              }}
              clearable={false}
            />
          )}
        />
      </Field>
      {handsOver && (
        <Notice>
          {chosen.label} takes over all answers of this product. {owner.label} stays a member.
        </Notice>
      )}
      <p className="text-sm text-muted">Questionnaire: {product.questionnaire}. It stays with the product.</p>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Save product
        </Button>
        <LinkButton href={`/products/${product.id}`} variant="ghost">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}

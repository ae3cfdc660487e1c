"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller } from "react-hook-form";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button, LinkButton } from "@/components/ui/button";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Select } from "@/components/ui/select";
import { newProductInput } from "@/lib/assessment/product-input";
import { createProductAction, findOwnersAction } from "../../actions";
import { OrganizationPicker } from "../../_components/organization-picker";
import { ProductFields } from "../../_components/product-fields";

const blank = {
  name: "",
  description: "",
  url: "",
  language: "",
  cloud_platform: "",
  cicd_platform: "",
  target_level: null,
};

/** A client makes a product of its own organization; a superuser says whose it is. */
export function NewProductForm({
  versions,
  owner,
  people,
}: {
  versions: { id: number; title: string; version: string; questions: number }[];
  /** The client itself; null for superusers, who choose organization and owner. */
  owner: ComboboxOption | null;
  people: ComboboxOption[];
}) {
  const router = useRouter();
  const [owners, setOwners] = useState(people);
  const [chosen, setChosen] = useState(owner);
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: newProductInput,
    send: createProductAction,
    onDone: (product) => router.push(`/products/${product.id}`),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-5">
      <FormError>{message}</FormError>
      {!owner && (
        <Controller
          control={form.control}
          name="organization_id"
          render={({ field: { name, ref, onChange } }) => (
            <OrganizationPicker
              name={name}
              ref={ref}
              label="Organization"
              chosen={null}
              error={errors.organization_id}
              onChoose={(organization) => {
                onChange(organization?.value);
                form.setValue("owner_id", undefined);
                setChosen(null);
                setOwners([]);
                if (organization) void findOwnersAction(Number(organization.value)).then(setOwners);
              }}
            />
          )}
        />
      )}
      <ProductFields values={blank} register={register} errors={errors} />
      <Field
        label="Owner"
        error={errors.owner_id}
        hint="Answers for the product. Members, added later, answer with it."
        required
      >
        <Controller
          control={form.control}
          name="owner_id"
          defaultValue={owner?.value}
          render={({ field: { name, ref, onChange } }) => (
            <Combobox
              name={name}
              ref={ref}
              options={owners}
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
      <Field
        label="Questionnaire"
        error={errors.questionnaire_version_id}
        hint="It stays with the product: later versions do not change what was asked."
      >
        <Select defaultValue={versions[0]?.id} {...register("questionnaire_version_id")}>
          {versions.map((version) => (
            <option key={version.id} value={version.id}>
              {version.title} {version.version}, {version.questions} questions
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Create product
        </Button>
        <LinkButton href="/products" variant="ghost">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}

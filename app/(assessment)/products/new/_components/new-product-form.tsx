"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button, LinkButton } from "@/components/ui/button";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Select } from "@/components/ui/select";
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
  const { submit, pending, errors, message } = useSubmit(
    ({ organization_id, owner_id, name = "", ...rest }) =>
      createProductAction({
        ...rest,
        name,
        organization_id: organization_id || undefined,
        owner_id: owner_id || undefined,
      }),
    (product) => router.push(`/products/${product.id}`),
  );
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <FormError>{message}</FormError>
      {!owner && (
        <OrganizationPicker
          name="organization_id"
          label="Organization"
          chosen={null}
          error={errors.organization_id}
          onChoose={(organization) => {
            setChosen(null);
            setOwners([]);
            if (organization) void findOwnersAction(Number(organization.value)).then(setOwners);
          }}
        />
      )}
      <ProductFields values={blank} errors={errors} />
      <Field
        label="Owner"
        error={errors.owner_id}
        hint="Answers for the product. Members, added later, answer with it."
        required
      >
        <Combobox name="owner_id" options={owners} value={chosen} onValueChange={setChosen} clearable={false} />
      </Field>
      <Field
        label="Questionnaire"
        error={errors.questionnaire_version_id}
        hint="It stays with the product: later versions do not change what was asked."
      >
        <Select name="questionnaire_version_id" defaultValue={versions[0]?.id}>
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

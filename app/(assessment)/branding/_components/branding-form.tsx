"use client";

import { useRouter } from "next/navigation";
import { useState, type ChangeEvent } from "react";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import type { getBranding } from "@/lib/assessment/report/get-branding";
import { reportSections, saveBrandingInput, sectionNames } from "@/lib/assessment/report/report-input";
import { saveBrandingAction } from "../actions";

type Branding = Awaited<ReturnType<typeof getBranding>>;

/** Name, colour, logo and sections of an organization's reports. */
export function BrandingForm({ branding }: { branding: Branding }) {
  const router = useRouter();
  const [logo, setLogo] = useState(branding.logo);
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: saveBrandingInput,
    defaults: { organization_id: branding.organization_id, version: branding.version, sections: branding.sections },
    send: saveBrandingAction,
    onDone: () => {
      toast.success("Reports look so from now on");
      router.refresh();
    },
  });

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (!file) return;
    const address = await readAsDataUrl(file);
    setLogo(address);
    form.setValue("logo", address.slice(address.indexOf(",") + 1));
  }

  function remove() {
    setLogo(null);
    form.setValue("logo", null);
  }

  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-5">
      <FormError>{message}</FormError>
      <Field label="Name on the cover" error={errors.name}>
        <Input {...register("name")} defaultValue={branding.name} />
      </Field>
      <Field label="Colour" hint="As #rrggbb" error={errors.colour}>
        <Input {...register("colour")} defaultValue={branding.colour} className="w-32 font-mono" />
      </Field>
      <Field
        label="Logo"
        hint="PNG or JPEG, up to 300 kB. It stands on the cover in place of the name."
        error={errors.logo}
      >
        <Input type="file" name="logo" accept="image/png,image/jpeg" onChange={(event) => void choose(event)} />
      </Field>
      {logo && (
        <div className="flex items-center gap-4">
          {/* eslint-disable-next-line @next/next/no-img-element -- a data URL of our own */}
          <img src={logo} alt="The logo" className="max-h-12 max-w-48 rounded-sm bg-white p-1" />
          <Button size="sm" onClick={remove}>
            Remove logo
          </Button>
        </div>
      )}
      <fieldset>
        <legend className="mb-2 text-sm font-medium">Sections, unless others are chosen</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {sectionNames.map((section) => (
            <Checkbox key={section} {...register("sections")} value={section} label={reportSections[section]} />
          ))}
        </div>
        {errors.sections && <p className="mt-1 text-sm text-danger">{errors.sections}</p>}
      </fieldset>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save branding
        </Button>
      </div>
    </form>
  );
}

const readAsDataUrl = (file: File) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error("The file could not be read"));
    reader.readAsDataURL(file);
  });

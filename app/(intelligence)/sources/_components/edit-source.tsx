"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import type { Source } from "@/lib/intelligence/describe-source";
import { updateSourceInput } from "@/lib/intelligence/import-input";
import { updateSourceAction } from "../actions";

/** Names a source and says how its messages are read. */
export function EditSource({ source, closeHref }: { source: Source; closeHref: string }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: updateSourceInput,
    defaults: { id: source.id },
    send: updateSourceAction,
    onDone: () => {
      toast("Source saved");
      router.push(closeHref, { scroll: false });
      router.refresh();
    },
  });
  return (
    <Drawer open closeHref={closeHref} title={source.name} description={source.platform_source_id}>
      <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
        <FormError>{message}</FormError>
        <Field label="Name" error={errors.name} required>
          <Input defaultValue={source.name} maxLength={300} autoComplete="off" {...register("name")} />
        </Field>
        <Field
          label="Language"
          hint="Two letters, such as en or ru. Empty: each message is looked at for its own."
          error={errors.language}
        >
          <Input defaultValue={source.language} maxLength={2} autoComplete="off" {...register("language")} />
        </Field>
        <Field
          label="Region"
          hint="Two letters, such as GB: the country of telephone numbers that are written without its code."
          error={errors.default_region}
        >
          <Input
            defaultValue={source.default_region}
            maxLength={2}
            autoComplete="off"
            {...register("default_region")}
          />
        </Field>
        <Field label="Time zone" hint="Such as Europe/London." error={errors.time_zone}>
          <Input defaultValue={source.time_zone} maxLength={60} autoComplete="off" {...register("time_zone")} />
        </Field>
        <Checkbox
          label="Active"
          hint="Messages of a source that is switched off are set aside when they are brought in."
          defaultChecked={source.is_active}
          {...register("is_active")}
        />
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Save source
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

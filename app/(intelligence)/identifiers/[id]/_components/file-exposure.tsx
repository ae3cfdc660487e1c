"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Select } from "@/components/ui/select";
import { fileExposureInput } from "@/lib/intelligence/exposures/exposure-input";
import { exposureMarkings } from "@/lib/intelligence/exposures/exposure-words";
import { fileExposureAction } from "../../actions";

const words = { credential: "A credential", system: "A system" } as const;

/** Tells the organization whose domain it is that something of its is exposed. */
export function FileExposure({
  identifierId,
  domain,
  kinds,
}: {
  identifierId: number;
  domain: string;
  /** What was not told yet. */
  kinds: readonly ("credential" | "system")[];
}) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: fileExposureInput,
    defaults: { identifier_id: identifierId },
    send: fileExposureAction,
    onDone: ({ reference }) => {
      toast.success(`Told under ${reference}.`);
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-3">
      <p className="text-sm text-muted">
        <strong className="font-medium text-ink">{domain}</strong> belongs to an organization here. It learns that
        something is exposed, the marking, the day and your agency’s name. Neither the identifier nor anything beside it
        leaves.
      </p>
      <FormError>{message}</FormError>
      <Field label="What is exposed" error={errors.kind}>
        <Select defaultValue={kinds[0]} {...register("kind")}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words[kind]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Marking" hint="AMBER+STRICT is not shown to the organization’s leads." error={errors.marking}>
        <Select defaultValue="TLP:AMBER" {...register("marking")}>
          {exposureMarkings.map((marking) => (
            <option key={marking}>{marking}</option>
          ))}
        </Select>
      </Field>
      <div>
        <Button type="submit" size="sm" icon="bell" pending={pending}>
          Tell the organization
        </Button>
      </div>
    </form>
  );
}

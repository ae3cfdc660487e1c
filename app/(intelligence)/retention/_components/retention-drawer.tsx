"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { retentionRuleInput } from "@/lib/intelligence/retention/retention-input";
import { saveRetentionAction } from "../actions";
import type { RetentionSource } from "./retention-sources";

interface Props {
  /** Of which the rule is changed: a source's id, `all`, or nothing. */
  rule: string | undefined;
  organizationId: number;
  sources: RetentionSource[];
  defaultDays: number | null;
  closeHref: string;
}

/** The rule of a source, or of all that have none. */
export function RetentionDrawer(props: Props) {
  const { rule, sources, closeHref } = props;
  const source = sources.find(({ source_id }) => String(source_id) === rule);
  return (
    <Drawer
      open={rule !== undefined}
      closeHref={closeHref}
      title={source ? `Retention of ${source.source}` : "Retention of all sources"}
    >
      <RuleForm key={rule} {...props} source={source} />
    </Drawer>
  );
}

function RuleForm({ source, organizationId, defaultDays, closeHref }: Props & { source?: RetentionSource }) {
  const router = useRouter();
  const days = source ? (source.own_rule ? source.days : null) : defaultDays;
  const { register, submit, pending, errors, message } = useSubmit({
    schema: retentionRuleInput,
    defaults: { organization_id: organizationId, source_id: source?.source_id },
    send: saveRetentionAction,
    onDone: () => {
      toast("Rule saved");
      router.push(closeHref, { scroll: false });
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field
        label="Days"
        hint={
          source
            ? "After a message was posted. Empty: as for all sources."
            : "After a message was posted. Empty: kept without end."
        }
        error={errors.days}
      >
        <Input inputMode="numeric" defaultValue={days ?? ""} {...register("days")} />
      </Field>
      <p className="text-sm text-muted">
        What a case refers to and what was escalated is kept whatever its age. Saving a rule disposes of nothing.
      </p>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save rule
        </Button>
      </div>
    </form>
  );
}

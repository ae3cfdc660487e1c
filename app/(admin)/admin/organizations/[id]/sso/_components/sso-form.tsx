"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { getSso } from "@/lib/identity/sso/get-sso";
import { ssoInput } from "@/lib/identity/sso/sso-input";
import { saveSsoAction } from "../actions";
import { CheckIssuer } from "./check-issuer";

type Sso = Awaited<ReturnType<typeof getSso>>;

const suggested = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);

export function SsoForm({ organization, provider, origin }: Pick<Sso, "organization" | "provider" | "origin">) {
  const router = useRouter();
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: ssoInput,
    defaults: {
      organizationId: organization.id,
      version: provider?.version ?? 0,
      slug: provider?.slug ?? suggested(organization.name),
      issuer: provider?.issuer ?? "",
      clientId: provider?.clientId ?? "",
      clientSecret: "",
      domains: provider?.domains.join(", ") ?? "",
      roleClaim: provider?.roleClaim ?? "",
      clientValues: provider?.clientValues.join(", ") ?? "",
      leadValues: provider?.leadValues.join(", ") ?? "",
      fallbackRole: provider?.fallbackRole ?? "",
      factorValues: provider?.factorValues.join(", ") ?? "",
      justInTime: provider?.justInTime ?? false,
      isOnly: provider?.isOnly ?? false,
      isEnabled: provider?.isEnabled ?? true,
    },
    send: saveSsoAction,
    onDone: () => {
      toast("Single sign-on saved");
      router.refresh();
    },
  });
  const slug = form.watch("slug");
  const address = `${origin}/sign-in/sso/${slug || "…"}`;
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-6">
      <FormError className="empty:-mb-6">{message}</FormError>
      <Section title="Provider" card>
        <div className="flex flex-col gap-4">
          <Field label="Name in addresses" error={errors.slug} required>
            <Input maxLength={63} autoComplete="off" className="font-mono" {...register("slug")} />
          </Field>
          <p className="text-sm text-muted">
            People begin at <span className="break-all text-ink">{address}</span>. Give the provider this redirect
            address: <span className="break-all text-ink">{`${address}/callback`}</span>
          </p>
          <Field
            label="Issuer"
            hint="As the provider writes it, to the letter: https://login.example.com/tenant"
            error={errors.issuer}
            required
          >
            <Input type="url" maxLength={500} autoComplete="off" {...register("issuer")} />
          </Field>
          <CheckIssuer organizationId={organization.id} issuer={() => String(form.getValues("issuer"))} />
          <Field label="Client id" error={errors.clientId} required>
            <Input maxLength={300} autoComplete="off" className="font-mono" {...register("clientId")} />
          </Field>
          <Field
            label="Client secret"
            hint={
              provider ? "Never shown again. Empty keeps the one there is." : "Kept encrypted, and never shown again."
            }
            error={errors.clientSecret}
            required={!provider}
          >
            <Input type="password" maxLength={1000} autoComplete="new-password" {...register("clientSecret")} />
          </Field>
        </div>
      </Section>
      <Section title="Who comes in" card>
        <div className="flex flex-col gap-4">
          <Field
            label="Mail domains"
            hint="An account is linked the first time by an e-mail of one of these that the provider vouches for."
            error={errors.domains}
            required
          >
            <Input autoComplete="off" placeholder="example.com, example.org" {...register("domains")} />
          </Field>
          <Checkbox
            label="Make an account for people who have none"
            hint="Otherwise they are invited first."
            {...register("justInTime")}
          />
          <Field
            label="Claim that says the role"
            hint="Empty: roles are given here. “groups”, or the way to it: “realm_access.roles”."
            error={errors.roleClaim}
          >
            <Input maxLength={200} autoComplete="off" className="font-mono" {...register("roleClaim")} />
          </Field>
          <Field label="Values that make a client" hint="Separated by commas." error={errors.clientValues}>
            <Input autoComplete="off" {...register("clientValues")} />
          </Field>
          <Field label="Values that make a lead" hint="They count before those of clients." error={errors.leadValues}>
            <Input autoComplete="off" {...register("leadValues")} />
          </Field>
          <Field label="With none of these values" error={errors.fallbackRole}>
            <Select {...register("fallbackRole")}>
              <option value="">does not come in</option>
              <option value="client">is a client</option>
              <option value="lead">is a lead</option>
            </Select>
          </Field>
        </div>
      </Section>
      <Section title="Rules" card>
        <div className="flex flex-col gap-4">
          <Field
            label="Values of amr or acr that count as a second factor"
            hint="Empty: whoever must have a second factor has one here. Usual is “mfa”."
            error={errors.factorValues}
          >
            <Input autoComplete="off" className="font-mono" {...register("factorValues")} />
          </Field>
          <Checkbox
            label="Only by single sign-on"
            hint="Passwords and passkeys of this organization's clients and leads stop. Superusers and analysts keep theirs."
            {...register("isOnly")}
          />
          <Checkbox label="Single sign-on is on" {...register("isEnabled")} />
        </div>
      </Section>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save single sign-on
        </Button>
      </div>
    </form>
  );
}

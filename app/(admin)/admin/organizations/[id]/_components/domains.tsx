"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { domainInput } from "@/lib/identity/admin/domain-input";
import { addDomainAction, removeDomainAction } from "../../actions";

interface Domain {
  id: number;
  domain: string;
  verification: string;
  verified_by: string;
  created_at: Date;
}

/** Domains that are known to be the organization's: what agencies verify there can be told to it. */
export function Domains({ organization, domains }: { organization: { id: number; name: string }; domains: Domain[] }) {
  return (
    <Card padded={false}>
      {domains.length === 0 ? (
        <EmptyState icon="globe" title="No domain is verified" className="py-8">
          Analysts can tell this organization of exposures once a domain is known to be its own.
        </EmptyState>
      ) : (
        <Table label={`Domains of ${organization.name}`} stack>
          <Thead>
            <tr>
              <Th>Domain</Th>
              <Th>How it is known</Th>
              <Th>Verified</Th>
              <Th align="end">
                <span className="sr-only">Actions</span>
              </Th>
            </tr>
          </Thead>
          <Tbody>
            {domains.map((each) => (
              <Tr key={each.id}>
                <Td className="[overflow-wrap:anywhere]">{each.domain}</Td>
                <Td label="How it is known" className="[overflow-wrap:anywhere]">
                  {each.verification}
                </Td>
                <Td label="Verified">
                  <RelativeTime value={each.created_at} />
                  <span className="block text-xs text-muted">{each.verified_by}</span>
                </Td>
                <Td align="end">
                  <Remove domain={each} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      <Add organizationId={organization.id} key={domains.length} />
    </Card>
  );
}

function Add({ organizationId }: { organizationId: number }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: domainInput,
    defaults: { organizationId },
    send: addDomainAction,
    onDone: (_, { domain }) => toast(`${domain} is verified`),
  });
  return (
    <form
      onSubmit={submit}
      noValidate
      method="post"
      className="flex flex-wrap items-start gap-3 border-t border-line p-3"
    >
      <Field label="Domain" error={errors.domain} className="w-full max-w-60">
        <Input defaultValue="" placeholder="example.com" autoComplete="off" {...register("domain")} />
      </Field>
      <Field
        label="How you know that it is theirs"
        hint="A DNS record you asked for, the contract. Stands in the audit trail with your name."
        error={errors.verification}
        className="w-full max-w-md"
      >
        <Input defaultValue="" {...register("verification")} />
      </Field>
      <Button type="submit" icon="plus" pending={pending} className="sm:mt-6.5">
        Add domain
      </Button>
      <FormError className="w-full">{message}</FormError>
    </form>
  );
}

/** Undone by adding it again, so it asks nothing. */
function Remove({ domain }: { domain: Domain }) {
  const [pending, startTransition] = useTransition();
  return (
    <Button
      size="sm"
      variant="ghost"
      pending={pending}
      onClick={() =>
        startTransition(async () => {
          const result = await removeDomainAction({ domainId: domain.id });
          if (!result.ok) return void toast.error(result.fault.message);
          toast(`Nothing more is told of ${domain.domain}. What was told stays.`);
        })
      }
    >
      Remove<span className="sr-only"> {domain.domain}</span>
    </Button>
  );
}

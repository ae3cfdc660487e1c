import type { z } from "zod";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { roundsPath } from "@/lib/assessment/links";
import { Fault } from "@/lib/kernel/fault";
import type { UseCase } from "@/lib/kernel/use-case";

/** Loads what a page shows of moments; the text that says so where one of them is of an archived round. */
export async function loadMoment<Schema extends z.ZodType, Output>(
  useCase: UseCase<Schema, Output>,
  input: z.input<Schema>,
): Promise<{ shown: Output } | { archived: string }> {
  try {
    return { shown: await load(useCase, input) };
  } catch (error) {
    if (error instanceof Fault && error.extras.details?.archived_round !== undefined)
      return { archived: error.message };
    throw error;
  }
}

/** In the place of a moment whose answers stand in the file of an archived round. */
export function ArchivedMoment({ productId, title, message }: { productId: number; title: string; message: string }) {
  return (
    <Page>
      <PageHeader
        title={title}
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: "Product", href: `/products/${productId}` },
          { label: "Rounds", href: roundsPath(productId) },
          { label: title },
        ]}
      />
      <EmptyState
        icon="file-archive"
        title="This round is archived"
        action={<LinkButton href={roundsPath(productId)}>Go to the rounds</LinkButton>}
      >
        {message} Superusers and the product’s owner can.
      </EmptyState>
    </Page>
  );
}

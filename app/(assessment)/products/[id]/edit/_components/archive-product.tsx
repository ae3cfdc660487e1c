"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { FormError } from "@/components/ui/form-error";
import { archiveProductAction } from "../../../actions";

/** Puts a product away, or brings it back; either can be undone by the other. */
export function ArchiveProduct({
  productId,
  version,
  archived,
}: {
  productId: number;
  version: number;
  archived: boolean;
}) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState("");

  async function run() {
    setPending(true);
    setError("");
    const result = await archiveProductAction({ product_id: productId, version, restore: archived }).catch(
      () => undefined,
    );
    setPending(false);
    if (!result?.ok) return setError(result?.fault.message ?? "The server could not be reached. Nothing was changed.");
    router.push(`/products/${productId}`);
  }

  return (
    <Section
      title={archived ? "Restore" : "Archive"}
      description={
        archived
          ? "The product can be answered again, and appears in the list."
          : "The product leaves the list and takes no more answers. Nothing is deleted, and it can be restored."
      }
    >
      <FormError>{error}</FormError>
      <div>
        <Button pending={pending} onClick={() => void run()}>
          {archived ? "Restore product" : "Archive product"}
        </Button>
      </div>
    </Section>
  );
}

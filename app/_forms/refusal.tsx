"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";

/** Why a form was not taken; where somebody else was quicker, with a way to what stands now. */
export function Refusal({ message, code }: { message?: string; code?: string }) {
  const router = useRouter();
  return (
    <FormError>
      {message && (
        <>
          {message}{" "}
          {code === "stale_version" && (
            <Button size="sm" variant="ghost" onClick={() => router.refresh()}>
              Show the newer version
            </Button>
          )}
        </>
      )}
    </FormError>
  );
}

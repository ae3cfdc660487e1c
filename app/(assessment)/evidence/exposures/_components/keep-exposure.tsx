"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { keepExposureAction } from "../../actions";

/** Makes a document of the library of the notice; from there any answer can have it. */
export function KeepExposure({ id, reference }: { id: number; reference: string }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Button
      size="sm"
      icon="plus"
      pending={pending}
      onClick={() =>
        startTransition(async () => {
          const result = await keepExposureAction({ exposure_id: id });
          if (!result.ok) return void toast.error(result.fault.message);
          toast(`${reference} is in the library. Attach it to a question with “From the library”.`);
          router.refresh();
        })
      }
    >
      Keep as evidence<span className="sr-only"> {reference}</span>
    </Button>
  );
}

"use client";

import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";

/** A key just made: shown here and never again. */
export function NewKey({ name, value, onDone }: { name: string; value: string; onDone: () => void }) {
  return (
    <div role="status" className="flex flex-col gap-4">
      <Notice tone="success" title={name ? `“${name}” is ready` : "The key is ready"}>
        Copy it now: it is kept as a digest only and cannot be shown again.
      </Notice>
      <Field label="API key">
        <Input readOnly value={value} className="font-mono" onFocus={(event) => event.target.select()} autoFocus />
      </Field>
      <div className="flex gap-2">
        <Button
          icon="copy"
          onClick={() =>
            navigator.clipboard.writeText(value).then(
              () => toast("Key copied"),
              () => toast("Copying did not work; select the key and copy it"),
            )
          }
        >
          Copy key
        </Button>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}

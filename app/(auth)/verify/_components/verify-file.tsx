"use client";

import { useRouter } from "next/navigation";
import { useState, type ChangeEvent, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Computes a file's SHA-256 in the browser and looks it up. */
export function VerifyFile() {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (!file) return;
    setPending(true);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    router.push(`/verify/${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
  }

  function type(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("sha256")).trim();
    if (typed) router.push(`/verify/${encodeURIComponent(typed)}`);
  }

  return (
    <div className="flex flex-col gap-5">
      <Field label="File">
        <Input
          type="file"
          accept=".pdf,.json,application/pdf,application/json"
          onChange={(event) => void choose(event)}
        />
      </Field>
      <form method="post" onSubmit={type} className="flex flex-col gap-3">
        <Field label="SHA-256">
          <Input name="sha256" autoComplete="off" spellCheck={false} className="font-mono" />
        </Field>
        <div>
          <Button type="submit" pending={pending}>
            Look it up
          </Button>
        </div>
      </form>
    </div>
  );
}

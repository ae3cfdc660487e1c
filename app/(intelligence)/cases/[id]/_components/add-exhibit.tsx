"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { tlpMarkings } from "@/lib/intelligence/cases/case-words";

/** Takes a file in as an exhibit: it is sent as it is, and its hash is worked out as it comes. */
export function AddExhibit({ caseId, marking }: { caseId: number; marking: string }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const said = new FormData(form);
    const file = said.get("file");
    if (!(file instanceof File) || !file.name) return setProblem("Choose a file.");
    said.delete("file");
    const about = new URLSearchParams([...said].map(([name, value]) => [name, String(value)]));
    setPending(true);
    const headers = { "x-filename": encodeURIComponent(file.name) };
    const answer = await fetch(`/api/v1/cases/${caseId}/exhibits?${about}`, { method: "POST", headers, body: file })
      .then(async (response) => ({
        ok: response.ok,
        body: (await response.json()) as { name?: string; detail?: string },
      }))
      .catch(() => undefined);
    setPending(false);
    if (!answer?.ok)
      return setProblem(answer?.body.detail ?? "The connection was lost. Nothing was stored; try again.");
    setProblem(undefined);
    form.reset();
    toast(`${answer.body.name} is in your hands`);
    router.refresh();
  }

  return (
    <form onSubmit={(event) => void send(event)} method="post" className="flex flex-col gap-4">
      <FormError>{problem}</FormError>
      <Field label="File" required>
        <Input type="file" name="file" />
      </Field>
      <Field label="Title" required>
        <Input name="title" maxLength={200} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Received from" hint="By name; empty where it was made here.">
          <Input name="received_from" maxLength={200} />
        </Field>
        <Field label="Marking">
          <Select name="marking" defaultValue={marking}>
            {tlpMarkings.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label="Reason" hint="Such as the warrant it was seized under.">
        <Input name="reason" maxLength={1000} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending} icon="upload">
          Take in
        </Button>
      </div>
    </form>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type FormEvent } from "react";
import { formatNames } from "@/components/intelligence/import-words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { formatBytes } from "@/components/ui/format-bytes";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { Select } from "@/components/ui/select";
import { importExtensions } from "@/lib/intelligence/import/formats";
import { ImportRefused, sendImport } from "./send-import";

type Errors = Partial<Record<string, string>>;

/** Takes a file with who supplied it and under which authority, and leads to its first records. */
export function NewImport({ mostBytes }: { mostBytes: number }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const sending = useRef<AbortController>(undefined);
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState<number>();
  const [message, setMessage] = useState<string>();
  const [errors, setErrors] = useState<Errors>({});

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (share !== undefined) return;
    const given = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [
        name,
        typeof value === "string" ? value.trim() : "",
      ]),
    );
    const missing: Errors = {};
    for (const name of ["supplied_by", "authority"]) if (!given[name]) missing[name] = "is required";
    setErrors(missing);
    const tooLarge = file && file.size > mostBytes;
    setMessage(
      !file
        ? "Choose the file to bring in."
        : tooLarge
          ? `The file has ${formatBytes(file.size)}; the most is ${formatBytes(mostBytes)}. The command line takes larger ones.`
          : undefined,
    );
    const [first] = Object.keys(missing);
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    if (!file || tooLarge || first) return;
    sending.current = new AbortController();
    setShare(0);
    try {
      const stored = await sendImport(file, given, { signal: sending.current.signal, onProgress: setShare });
      router.push(`/imports/${stored.import.id}`);
      router.refresh();
    } catch (error) {
      setShare(undefined);
      if (!(error instanceof ImportRefused)) return setMessage("Stopped. Nothing was kept.");
      const known = error.fields.filter(
        ({ path }) => path === "supplied_by" || path === "authority" || path === "format",
      );
      setErrors(Object.fromEntries(known.map(({ path, message: words }) => [path, words])));
      setMessage(error.message);
    }
  }

  return (
    <Card>
      <form
        ref={form}
        onSubmit={(event) => void submit(event)}
        noValidate
        method="post"
        className="flex flex-col gap-4"
      >
        <FormError>{message}</FormError>
        <FileDrop
          single
          label="File to bring in"
          hint={`Telegram Desktop (result.json), an Instagram data export (zip), a WhatsApp chat (txt or zip), a table (csv) or lines of JSON; up to ${formatBytes(mostBytes)}`}
          accept={importExtensions}
          disabled={share !== undefined}
          onFiles={([chosen]) => {
            setFile(chosen);
            setMessage(undefined);
          }}
        />
        <p aria-live="polite" className="text-sm">
          {file && (
            <>
              <strong className="font-medium break-all">{file.name}</strong> · {formatBytes(file.size)}
            </>
          )}
        </p>
        <Field
          label="Supplied by"
          hint="Who handed it over: a person, a unit, a provider."
          error={errors.supplied_by}
          required
        >
          <Input name="supplied_by" maxLength={300} autoComplete="off" />
        </Field>
        <Field
          label="Authority"
          hint="The warrant, order or consent that makes it lawful to have it."
          error={errors.authority}
          required
        >
          <Input name="authority" maxLength={300} autoComplete="off" />
        </Field>
        <Field label="Format" hint="By itself it is seen from the file's beginning." error={errors.format}>
          <Select name="format" defaultValue="">
            <option value="">See from the file</option>
            {Object.entries(formatNames).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        {share !== undefined && (
          <Progress
            value={Math.round(share * 100)}
            max={100}
            label="Upload"
            text={share < 1 ? `${Math.round(share * 100)} %` : "Looking at it…"}
          />
        )}
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={share !== undefined}>
            Upload and look at it
          </Button>
          {share !== undefined && <Button onClick={() => sending.current?.abort(new Error("stopped"))}>Stop</Button>}
        </div>
      </form>
    </Card>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useRef, useTransition, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useShortcuts } from "@/components/ui/use-shortcuts";

/**
 * The filters of a list. What is chosen goes into the address at once, what is typed with Enter; what is empty does not.
 * Without JavaScript it is a plain form. `/` leads to the search.
 */
export function FilterForm({
  path,
  title,
  search,
  placeholder,
  kept = {},
  children,
}: {
  path: string;
  /** Names the shortcuts in the help: "Audit trail". */
  title: string;
  /** What is searched for now. */
  search: string | undefined;
  placeholder: string;
  /** Filters that are set elsewhere, such as by chips. */
  kept?: Record<string, string | undefined>;
  children?: ReactNode;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [pending, startTransition] = useTransition();
  useShortcuts(
    [
      {
        key: "/",
        label: "Search",
        run: () => form.current?.querySelector<HTMLInputElement>("input[name=q]")?.select(),
      },
    ],
    { title },
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].trim() !== "",
    );
    const query = new URLSearchParams(filled).toString();
    startTransition(() => router.push(query ? `${path}?${query}` : path, { scroll: false }));
  }

  return (
    <form
      ref={form}
      role="search"
      action={path}
      onSubmit={submit}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) form.current?.requestSubmit();
      }}
      className="flex flex-wrap items-end gap-2"
    >
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Field label="Search" hideLabel className="min-w-48 flex-1">
        <Input key={search} type="search" name="q" defaultValue={search} placeholder={placeholder} />
      </Field>
      {/* Never `pending`: that would swallow the Enter of somebody who goes on filtering while a list is on its way. */}
      <Button type="submit" icon={pending ? "spinner" : "search"} aria-busy={pending}>
        Search
      </Button>
      {children}
    </form>
  );
}

"use client";

import NextLink from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Count } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { saveSearchInput } from "@/lib/intelligence/search/search-input";
import { deleteSavedSearchAction, saveSearchAction } from "../actions";

interface Saved {
  id: number;
  name: string;
  q: string;
  fresh: number;
}

/** The searches one keeps, with how much is new; and, while something is searched for, a place to keep it under a name. */
export function SavedSearches({ searches, q, mayKeep }: { searches: Saved[]; q: string; mayKeep: boolean }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const current = searches.find((search) => search.q === q);

  async function forget(id: number) {
    setPending(true);
    const answer = await deleteSavedSearchAction({ id }).catch(() => undefined);
    setPending(false);
    if (!answer?.ok) toast.error(answer?.fault.message ?? "The server could not be reached. Nothing was changed.");
    router.refresh();
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {searches.length > 0 && (
        <nav aria-label="Searches you keep">
          <ul className="flex flex-wrap gap-1.5">
            {searches.map((search) => (
              <li
                key={search.id}
                className={cn(
                  "inline-flex h-7 items-center gap-1.5 rounded-full border border-line bg-surface pl-3 text-sm",
                  search === current && "border-accent bg-accent-soft text-accent-soft-fg",
                )}
              >
                <NextLink
                  href={`/search?${new URLSearchParams({ q: search.q })}`}
                  prefetch={false}
                  aria-current={search === current ? "true" : undefined}
                  className="inline-flex items-center gap-1.5 hover:underline"
                >
                  {search.name}
                  <Count value={search.fresh} label="new" />
                </NextLink>
                <button
                  type="button"
                  aria-label={`Forget the search ${search.name}`}
                  disabled={pending}
                  onClick={() => void forget(search.id)}
                  className="inline-flex size-7 items-center justify-center rounded-full hover:bg-hover"
                >
                  <Icon name="x" size={13} />
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {mayKeep && q !== "" && !current && <KeepSearch key={q} q={q} onKept={() => router.refresh()} />}
    </div>
  );
}

function KeepSearch({ q, onKept }: { q: string; onKept: () => void }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: saveSearchInput,
    defaults: { q, alerts: true },
    send: saveSearchAction,
    onDone: () => {
      toast.success("Kept. You are told when something new is found.");
      onKept();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-wrap items-center gap-2">
      <Input
        aria-label="Name of the search"
        placeholder="Name of the search"
        maxLength={60}
        aria-invalid={errors.name ? true : undefined}
        className="w-44"
        defaultValue=""
        {...register("name")}
      />
      <Button type="submit" size="sm" icon="bell" pending={pending}>
        Keep and tell me
      </Button>
      {(errors.name ?? message) && (
        <p role="alert" className="text-xs text-danger">
          {errors.name ? `The name ${errors.name}.` : message}
        </p>
      )}
    </form>
  );
}

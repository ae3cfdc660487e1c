"use client";

import NextLink from "next/link";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { deleteViewAction, saveViewAction } from "../actions";

interface View {
  id: number;
  name: string;
  filters: string;
}

/** The views one has kept, as links; and, while filters are set, a place to keep them under a name. */
export function SavedViews({ views, filters }: { views: View[]; filters: string }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const current = views.find((view) => view.filters === filters);
  if (views.length === 0 && filters === "") return null;

  async function send(work: () => Promise<{ ok: boolean; fault?: { message: string } } | undefined>) {
    setPending(true);
    const answer = await work().catch(() => undefined);
    setPending(false);
    if (!answer?.ok) toast.error(answer?.fault?.message ?? "The server could not be reached. Nothing was changed.");
    router.refresh();
    return answer?.ok ?? false;
  }

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name"));
    if (await send(() => saveViewAction({ name, filters }))) form.reset();
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {views.length > 0 && (
        <nav aria-label="Saved views">
          <ul className="flex flex-wrap gap-1.5">
            {views.map((view) => (
              <li
                key={view.id}
                className={cn(
                  "inline-flex h-7 items-center rounded-full border border-line bg-surface pl-3 text-sm",
                  view === current && "border-accent bg-accent-soft text-accent-soft-fg",
                )}
              >
                <NextLink
                  href={`/admin/audit?${view.filters}`}
                  scroll={false}
                  aria-current={view === current ? "true" : undefined}
                  className="hover:underline"
                >
                  {view.name}
                </NextLink>
                <button
                  type="button"
                  aria-label={`Forget the view ${view.name}`}
                  disabled={pending}
                  onClick={() => void send(() => deleteViewAction({ id: view.id }))}
                  className="ml-1 inline-flex size-7 items-center justify-center rounded-full hover:bg-hover"
                >
                  <Icon name="x" size={13} />
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {filters !== "" && !current && (
        <form onSubmit={(event) => void save(event)} className="flex items-center gap-2">
          <Input
            name="name"
            required
            maxLength={60}
            aria-label="Name of the view"
            placeholder="Name of the view"
            className="w-44"
          />
          <Button type="submit" size="sm" pending={pending}>
            Keep this view
          </Button>
        </form>
      )}
    </div>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input, Textarea } from "@/components/ui/input";
import { newWatchlistInput } from "@/lib/intelligence/watchlist-input";
import { createWatchlistAction } from "../actions";

export function NewWatchlist() {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: newWatchlistInput,
    send: createWatchlistAction,
    onDone: ({ id }) => router.push(`/watchlists/${id}`),
  });
  return (
    <Card>
      <form onSubmit={submit} noValidate method="post" className="flex max-w-xl flex-col gap-4">
        <FormError>{message}</FormError>
        <Field label="Name" error={errors.name} required>
          <Input {...register("name")} />
        </Field>
        <Field label="Description" error={errors.description} optional>
          <Textarea rows={2} {...register("description")} />
        </Field>
        <Checkbox
          label="Begin with the rules that come with the service"
          hint="Names of narcotics in English, Russian and transliterated Hindi, and how they are offered."
          {...register("starter")}
        />
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Create watchlist
          </Button>
        </div>
      </form>
    </Card>
  );
}

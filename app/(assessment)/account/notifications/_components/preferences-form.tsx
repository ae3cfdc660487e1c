"use client";

import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Select } from "@/components/ui/select";
import { preferencesInput } from "@/lib/notify/preferences-input";
import { topics, type TopicName } from "@/lib/notify/topics";
import { savePreferencesAction } from "../actions";

const deliveries = {
  instant: "Inbox and mail at once",
  digest: "Inbox and daily digest",
  inbox: "Inbox only",
  off: "Off",
} as const;

/** A choice for each topic that the person is ever told of. */
export function PreferencesForm({
  told,
  preferences,
}: {
  told: TopicName[];
  preferences: Record<TopicName, keyof typeof deliveries>;
}) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: preferencesInput,
    send: savePreferencesAction,
    onDone: () => toast("Choices saved"),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        {told.map((name) => (
          <Field key={name} label={topics[name].title} hint={topics[name].description} error={errors[name]}>
            <Select defaultValue={preferences[name]} {...register(name)}>
              {Object.entries(deliveries).map(([delivery, words]) => (
                <option key={delivery} value={delivery}>
                  {words}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save choices
        </Button>
      </div>
    </form>
  );
}

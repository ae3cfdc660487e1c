"use client";

import { useState } from "react";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { FormError, Notice } from "@/components/ui/form-error";
import { TextLink } from "@/components/ui/text-link";
import { unsubscribeInput } from "@/lib/notify/preferences-input";
import { unsubscribeAction } from "../../actions";

export function UnsubscribeForm({ token }: { token: string }) {
  const [done, setDone] = useState(false);
  const { submit, pending, message } = useSubmit({
    schema: unsubscribeInput,
    defaults: { token },
    send: unsubscribeAction,
    onDone: () => setDone(true),
  });
  if (done)
    return (
      <Notice title="Done">
        There will be no more mails like that one.{" "}
        <TextLink href="/account/notifications">Choose what you are told</TextLink>
      </Notice>
    );
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        End these mails
      </Button>
    </form>
  );
}

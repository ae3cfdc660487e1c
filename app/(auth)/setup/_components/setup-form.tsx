"use client";

import { AccountForm } from "@/app/(auth)/_components/account-form";
import { submitSignIn } from "@/app/(auth)/_components/submit-sign-in";
import { leaveFor } from "@/app/_forms/leave-for";
import { useSubmit } from "@/app/_forms/use-submit";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { setUpInput } from "@/lib/identity/account-input";
import { setUpAction } from "../actions";

/** Organization, user name, e-mail, password; then signed in at once. */
export function SetupForm({ token }: { token: string }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: setUpInput,
    defaults: { token },
    send: setUpAction,
    onDone: async ({ username }, { password }) => {
      const result = await submitSignIn(username, password);
      return leaveFor(result.ok ? "/" : "/sign-in?notice=set-up");
    },
  });
  return (
    <AccountForm
      onSubmit={submit}
      pending={pending}
      message={message}
      password={register("password")}
      passwordError={errors.password}
    >
      <Field label="Your organization" error={errors.organization} required>
        <Input autoComplete="organization" autoFocus {...register("organization")} />
      </Field>
      <Field label="User name" error={errors.username} required>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} {...register("username")} />
      </Field>
      <Field label="E-mail" error={errors.email} required>
        <Input type="email" autoComplete="email" {...register("email")} />
      </Field>
    </AccountForm>
  );
}

"use client";

import { AccountForm } from "@/app/(auth)/_components/account-form";
import { submitSignIn } from "@/app/(auth)/_components/submit-sign-in";
import { leaveFor } from "@/app/_forms/leave-for";
import { useSubmit } from "@/app/_forms/use-submit";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { joiningInput } from "@/lib/identity/account-input";
import { acceptAction } from "../actions";

/** User name, names, password; then signed in at once. */
export function AcceptForm({ token }: { token: string }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: joiningInput,
    defaults: { token },
    send: acceptAction,
    onDone: async ({ username }, { password }) => {
      const result = await submitSignIn(username, password);
      return leaveFor(result.ok ? "/" : "/sign-in");
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
      <Field
        label="User name"
        hint="Letters, digits, dots and dashes; you sign in with it."
        error={errors.username}
        required
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus {...register("username")} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="First name" error={errors.firstName}>
          <Input autoComplete="given-name" {...register("firstName")} />
        </Field>
        <Field label="Last name" error={errors.lastName}>
          <Input autoComplete="family-name" {...register("lastName")} />
        </Field>
      </div>
    </AccountForm>
  );
}

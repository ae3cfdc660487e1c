"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ChangePasswordForm } from "@/app/_forms/change-password-form";

export function PasswordForm() {
  const router = useRouter();
  return (
    <ChangePasswordForm
      onDone={() => {
        toast("Password changed");
        router.refresh();
      }}
    />
  );
}

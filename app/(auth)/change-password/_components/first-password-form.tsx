"use client";

import { ChangePasswordForm } from "@/app/_forms/change-password-form";

export function FirstPasswordForm() {
  return <ChangePasswordForm onDone={() => window.location.assign("/")} />;
}

"use client";

import { leaveFor } from "@/app/_forms/leave-for";
import { ChangePasswordForm } from "@/app/_forms/change-password-form";

export function FirstPasswordForm() {
  return <ChangePasswordForm onDone={() => leaveFor("/")} />;
}

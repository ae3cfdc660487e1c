"use client";

import { leaveFor } from "@/app/_forms/leave-for";
import { ProofDialog } from "@/app/_forms/factors/proof-dialog";
import { ChangePasswordForm } from "@/app/_forms/change-password-form";

export function FirstPasswordForm() {
  return (
    <>
      <ChangePasswordForm onDone={() => leaveFor("/")} />
      <ProofDialog />
    </>
  );
}

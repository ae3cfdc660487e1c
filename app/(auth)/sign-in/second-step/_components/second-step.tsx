"use client";

import { FactorStep } from "@/app/(auth)/sign-in/_components/factor-step";
import { leaveFor } from "@/app/_forms/leave-for";
import type { AskedFactors } from "@/lib/identity/sign-in";

export function SecondStep({ asked, next }: { asked: AskedFactors; next: string }) {
  return (
    <FactorStep
      asked={asked}
      next={next}
      onRestart={() => leaveFor("/sign-in")}
      lead="Your organization knows you. One more step shows that it is you."
    />
  );
}

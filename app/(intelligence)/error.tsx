"use client";

import { ErrorPage } from "@/app/_shell/error-page";

export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <ErrorPage error={error} retry={retry} />;
}

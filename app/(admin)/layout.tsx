import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { currentActor } from "@/app/_http/page";
import { Shell } from "@/app/_shell/shell";

/** Administration is a superuser's; to everyone else these pages do not exist. Each use case asks again. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  if ((await currentActor()).role !== "superuser") notFound();
  return <Shell>{children}</Shell>;
}

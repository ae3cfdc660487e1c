import type { ReactNode } from "react";
import { load } from "@/app/_http/page";
import { getProduct } from "@/lib/assessment/get-product";

/** Asks for the product before the skeleton is sent, so that one out of reach is answered with 404 and not with 200. */
export default async function ResultsLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ id: string }>;
}) {
  await load(getProduct, { product_id: (await params).id });
  return children;
}

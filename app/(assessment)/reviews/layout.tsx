import type { ReactNode } from "react";
import { ReviewSession } from "./_components/review-session";

export default function ReviewsLayout({ children }: { children: ReactNode }) {
  return <ReviewSession>{children}</ReviewSession>;
}

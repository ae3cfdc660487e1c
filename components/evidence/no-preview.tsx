import type { ReactNode } from "react";
import { EmptyState } from "../ui/states";

export function NoPreview({ title, children }: { title: string; children: ReactNode }) {
  return (
    <EmptyState icon="file" title={title}>
      {children}
    </EmptyState>
  );
}

export const Unreadable = () => (
  <NoPreview title="The file could not be shown">
    It may be damaged, or the connection was lost. Close the preview and open it again.
  </NoPreview>
);

import type { SourceListRow } from "@/db/queries/intelligence/sources";

export const describeSource = ({ created_at, updated_at, ...row }: SourceListRow) => ({
  ...row,
  created_at: created_at.toISOString(),
  updated_at: updated_at.toISOString(),
});

export type Source = ReturnType<typeof describeSource>;

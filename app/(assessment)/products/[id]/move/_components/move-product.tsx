"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { moveProductAction } from "../../../actions";

const away = "The server could not be reached. Look at the product: it may have been moved.";
const answers = (count: number) => `${count} ${count === 1 ? "answer" : "answers"}`;

/** Moves the product, after saying what that means. What was previewed is what happens, or nothing. */
export function MoveProduct({
  productId,
  versionId,
  version,
  counts,
  state,
}: {
  productId: number;
  versionId: number;
  version: string;
  counts: { keep: number; ask_again: number; drop: number };
  state: string;
}) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" icon="layers">
          Move to version {version}
        </Button>
      }
      title={`Move to version ${version}?`}
      description={`${answers(counts.keep)} kept, ${counts.ask_again} asked again, ${counts.drop} dropped into the history. A snapshot keeps what stands now. A product is not moved back.`}
      confirmLabel={`Move to version ${version}`}
      onConfirm={async () => {
        const input = { product_id: productId, questionnaire_version_id: versionId, state };
        const result = await moveProductAction(input).catch(() => undefined);
        if (!result?.ok) {
          if (result?.fault.code === "conflict") router.refresh();
          return result?.fault.message ?? away;
        }
        router.push(`/products/${productId}`);
        router.refresh();
      }}
    />
  );
}

import { load } from "@/app/_http/page";
import { Drawer } from "@/components/frame/drawer";
import { RecordHistory } from "@/components/history/record-history";
import { LinkButton } from "@/components/ui/button";
import { getRecordHistory } from "@/lib/audit/get-record-history";

/**
 * Who changed what about the product itself, from the audit trail; read only while it is open.
 * @param place where the history begins, as the address says it: a cursor; anything else is the latest change
 */
export async function ProductHistory({
  product,
  path,
  place,
}: {
  product: { id: number; name: string };
  path: string;
  place: string | undefined;
}) {
  const cursor = place && /^\d{1,16}\.\d{1,15}$/.test(place) ? place : undefined;
  const history = place && (await load(getRecordHistory, { tableName: "products", recordId: product.id, cursor }));
  return (
    <Drawer open={!!history} closeHref={path} title="History" description={product.name}>
      {history && <RecordHistory entries={history.entries} />}
      {history && history.nextCursor && (
        <LinkButton className="mt-4" href={`${path}?history=${history.nextCursor}`} scroll={false}>
          Show earlier changes
        </LinkButton>
      )}
    </Drawer>
  );
}

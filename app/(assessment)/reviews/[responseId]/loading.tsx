import { Page } from "@/components/frame/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function ReviewLoading() {
  return (
    <Page width="wide">
      <Loading label="Loading the review">
        <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_23rem]">
          <div className="flex flex-col gap-4">
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-7 w-full" />
            <Skeleton className="h-56 w-full" />
            <Skeleton className="h-64 w-full" />
          </div>
          <Skeleton className="h-96 w-full lg:h-full" />
        </div>
      </Loading>
    </Page>
  );
}

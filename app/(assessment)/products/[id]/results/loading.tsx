import { Page } from "@/components/frame/page-header";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function ResultsLoading() {
  return (
    <Page>
      <Loading label="Loading the results" className="flex flex-col gap-6">
        <Skeleton className="h-8 w-48" />
        <Card className="h-32">
          <Skeleton className="h-full w-full" />
        </Card>
        <div className="grid gap-4 lg:grid-cols-2">
          <Card className="h-80">
            <Skeleton className="h-5 w-2/3" />
          </Card>
          <Card className="h-80">
            <Skeleton className="h-5 w-1/2" />
          </Card>
        </div>
        <Card className="h-72">
          <Skeleton className="h-full w-full" />
        </Card>
      </Loading>
    </Page>
  );
}

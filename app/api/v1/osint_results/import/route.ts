import { rawFile } from "@/app/_http/raw-file";
import { respondJson } from "@/app/_http/respond";
import { handler, resource } from "@/app/_http/route";
import { Fault } from "@/lib/kernel/fault";
import { importSpiderfoot } from "@/lib/intelligence/osint/import-spiderfoot";

/** SpiderFoot's JSON export as the raw body; `?case_id=` says which case it is for. */
const upload = handler(async (request, _params, caller) => {
  const given = new URL(request.url).searchParams.get("case_id");
  if (given !== null && !/^[1-9]\d{0,8}$/.test(given)) throw new Fault("malformed", "case_id should be an id.");
  const { filename, stream } = rawFile(request);
  const search = await importSpiderfoot(caller, {
    case_id: given === null ? undefined : Number(given),
    filename,
    stream,
  });
  return respondJson(search, 201, { location: `/api/v1/osint_results/${search.id}` });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: upload });

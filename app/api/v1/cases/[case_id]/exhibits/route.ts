import { rawFile } from "@/app/_http/raw-file";
import { respondJson } from "@/app/_http/respond";
import { handler, resource } from "@/app/_http/route";
import { addExhibit } from "@/lib/intelligence/cases/add-exhibit";

/** The file is the body, its name in `X-Filename`; what is said of it stands in the address. */
const upload = handler(async (request, params, caller) => {
  const said = Object.fromEntries(new URL(request.url).searchParams);
  const about = { ...said, case_id: params.case_id, title: said.title ?? "" };
  return respondJson(await addExhibit(caller, { about, ...rawFile(request) }), 201);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: upload });

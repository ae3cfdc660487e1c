import { handler, resource, route, type Handler } from "@/app/_http/route";
import { getPlatformState } from "@/lib/health/platform-state/get-platform-state";
import { statementText } from "@/lib/health/platform-state/statement";

const json = route(getPlatformState);
const text = handler(
  async (_request, _params, caller) =>
    new Response(statementText(await getPlatformState(caller, {})), {
      headers: { "content-type": "text/plain; charset=utf-8" },
    }),
);

/** `?format=text` for people. */
const read: Handler = (request, context) =>
  (new URL(request.url).searchParams.get("format") === "text" ? text : json)(request, context);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: read });

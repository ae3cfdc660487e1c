import { documentText } from "@/app/_http/openapi/document";
import { handler, resource } from "@/app/_http/route";
import { jsonText } from "@/app/_http/respond";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: handler(async () => jsonText(documentText())),
});

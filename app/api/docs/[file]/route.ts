import { docsFile } from "@/app/_http/openapi/docs-page";
import { handler, resource } from "@/app/_http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: handler(async (_request, { file }) => docsFile(String(file))),
});

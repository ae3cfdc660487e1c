import { readFile } from "node:fs/promises";
import path from "node:path";
import { faultStatus, notFound } from "@/lib/kernel/fault";
import { problemStatuses } from "../problem";

/** All from our own origin, nothing inline; Swagger UI draws its icons as data: images. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SCRIPT = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#document",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: false,
  validatorUrl: null,
});
`;

const STYLE = `:root { color-scheme: light }
body { margin: 0; background: #fff; color: #1f2937; font-family: system-ui, sans-serif }
body > section { max-width: 1460px; margin: 0 auto; padding: 0 20px 48px }
table { border-collapse: collapse; width: 100% }
th, td { padding: 6px 12px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid #e5e7eb }
tr:target { background: #fef3c7 }
`;

/** The files of the page by name: ours, and Swagger UI's from its package. */
const files: Record<string, { type: string; text?: string }> = {
  "docs.js": { type: "text/javascript; charset=utf-8", text: SCRIPT },
  "docs.css": { type: "text/css; charset=utf-8", text: STYLE },
  "swagger-ui-bundle.js": { type: "text/javascript; charset=utf-8" },
  "swagger-ui.css": { type: "text/css; charset=utf-8" },
};

/** The page: Swagger UI over the document, and what each code of a refusal means, where `type` points to. */
export function docsPage(): Response {
  const rows = Object.entries(faultStatus).map(
    ([code, status]) =>
      `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${problemStatuses[status]!.replaceAll("`", "")}</td></tr>`,
  );
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SecureSphere API</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/docs.css">
</head>
<body>
<div id="document"></div>
<section aria-labelledby="codes">
<h2 id="codes">Codes of refusals</h2>
<table>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</section>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/docs.js"></script>
</body>
</html>
`;
  return new Response(page, {
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY },
  });
}

/**
 * A file of the page.
 * @throws Fault not_found for any other name
 */
export async function docsFile(name: string): Promise<Response> {
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  if (!file) throw notFound("file");
  const folder = path.join(process.env.SECURESPHERE_ROOT ?? process.cwd(), "node_modules/swagger-ui-dist");
  const content = file.text ?? (await readFile(path.join(folder, name)));
  // The same for everyone; an hour at most after an update it is the new one.
  return new Response(content, { headers: { "content-type": file.type, "cache-control": "public, max-age=3600" } });
}

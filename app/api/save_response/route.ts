import { handler, resource } from "@/app/_http/route";
import { saveResponse } from "@/app/_http/save-response";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ POST: handler(saveResponse) });

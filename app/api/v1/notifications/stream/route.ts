import { eventStream } from "@/app/_http/event-stream";
import { resource } from "@/app/_http/route";
import { openStream } from "@/lib/notify/streams";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: eventStream(openStream) });

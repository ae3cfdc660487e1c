import { resource, route } from "@/app/_http/route";
import { listNotifications } from "@/lib/notify/list-notifications";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: route(listNotifications) });

import { resource, route } from "@/app/_http/route";
import { listRounds } from "@/lib/assessment/list-rounds";
import { startRound } from "@/lib/assessment/start-round";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listRounds, { body: ({ rounds, next_cursor }) => ({ rounds, next_cursor }) }),
  POST: route(startRound, { status: 201 }),
});

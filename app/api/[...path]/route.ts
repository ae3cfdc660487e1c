import { handler } from "@/app/_http/route";
import { notFound } from "@/lib/kernel/fault";

const unknown = handler(async () => {
  throw notFound("address");
});

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };

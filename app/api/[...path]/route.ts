import { unserved } from "@/app/_http/route";

/** Whatever address under /api nothing else serves. */
export {
  unserved as DELETE,
  unserved as GET,
  unserved as OPTIONS,
  unserved as PATCH,
  unserved as POST,
  unserved as PUT,
};

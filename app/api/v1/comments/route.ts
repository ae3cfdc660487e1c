import { resource, route } from "@/app/_http/route";
import { getProductCommunications } from "@/lib/assessment/get-product-communications";
import { saveLeadComment } from "@/lib/assessment/save-lead-comment";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(getProductCommunications),
  POST: route(saveLeadComment, {
    status: 201,
    // By the names that the list has for them.
    body: ({ comment_id, author_id, author, author_role, ...said }) => ({
      id: comment_id,
      user_id: author_id,
      username: author,
      role: author_role,
      ...said,
    }),
  }),
});

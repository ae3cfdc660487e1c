import type { SearchHit } from "@/components/frame/types";
import { productThreadPath, questionPath, reviewPath } from "@/lib/assessment/links";
import type { search } from "@/lib/assessment/search";
import type { Actor } from "@/lib/kernel/actor";
import { roleNames } from "./navigation";

type Role = Actor["role"];

type Found = Awaited<ReturnType<typeof search>>;

/** What was found as lines of the palette, each leading to where this role works with it. */
export function hitsFor(role: Role, found: Found): SearchHit[] {
  const across = role !== "client";
  return [
    ...found.products.map(({ id, name, organization }) => ({
      group: "Products",
      label: name,
      detail: across ? organization : undefined,
      href: `/products/${id}`,
    })),
    ...found.questions.map(({ id, code, text, product, productId, sectionId }) => ({
      group: "Questions",
      label: `${code} ${text}`,
      detail: product,
      href: questionPath({ productId, sectionId, questionId: id }),
    })),
    ...found.people.map((person) => ({
      group: "People",
      label: person.name,
      detail: [roleNames[person.role as Role], across && person.organization].filter(Boolean).join(" · "),
      href: `/people/${person.id}`,
    })),
    ...found.comments.map((comment) => ({
      group: "Comments",
      label: comment.excerpt,
      detail: `${comment.author} · ${comment.product}`,
      href: commentPath(role, comment),
    })),
  ];
}

function commentPath(role: Role, comment: Found["comments"][number]): string {
  if (comment.responseId === null) return productThreadPath(comment.productId);
  if (role !== "client") return reviewPath(comment.responseId);
  return questionPath(comment, true);
}

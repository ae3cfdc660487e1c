"use client";

import { useRef } from "react";
import { useRowKeys } from "@/components/review/use-row-keys";
import type { ToDoItem } from "@/lib/assessment/list-to-do";
import { ProductToDo } from "./product-to-do";

/** What came back, product by product; `j` and `k` walk through all of it. */
export function ToDoLists({ groups }: { groups: ToDoItem[][] }) {
  const lists = useRef<HTMLDivElement>(null);
  useRowKeys(lists, "To do");
  return (
    <div ref={lists} className="flex flex-col gap-8">
      {groups.map((items) => (
        <ProductToDo key={items[0]!.product_id} items={items} />
      ))}
    </div>
  );
}

import type { NavigationGroup, PaletteCommand } from "@/components/frame/types";
import type { Waiting } from "@/lib/assessment/get-waiting";
import type { Actor } from "@/lib/kernel/actor";

type Role = Actor["role"];

export const roleNames: Record<Role, string> = {
  client: "Client",
  lead: "Lead",
  analyst: "Analyst",
  superuser: "Superuser",
};

const home = { href: "/", label: "Home", icon: "home", exact: true } as const;
const products = { href: "/products", label: "Products", icon: "package" } as const;
const portfolio = { href: "/portfolio", label: "Portfolio", icon: "chart" } as const;
const actions = { href: "/plan", label: "Actions", icon: "target" } as const;
const evidence = { href: "/evidence", label: "Evidence", icon: "paperclip" } as const;
const reviews = { href: "/reviews", label: "Reviews", icon: "clipboard-check" } as const;

/** The analysts' workspace, which superusers run. */
const intelligence: NavigationGroup["items"] = [
  { href: "/triage", label: "Triage", icon: "flag" },
  { href: "/cases", label: "Cases", icon: "briefcase" },
  { href: "/search", label: "Search", icon: "search" },
  { href: "/subjects", label: "Subjects", icon: "users" },
  { href: "/identifiers", label: "Identifiers", icon: "fingerprint" },
  { href: "/graph", label: "Graph", icon: "network" },
  { href: "/osint", label: "OSINT", icon: "globe" },
  { href: "/watchlists", label: "Watchlists", icon: "list-checks" },
  { href: "/imports", label: "Imports", icon: "upload" },
  { href: "/sources", label: "Sources", icon: "database" },
  { href: "/exports", label: "Exports", icon: "download" },
  { href: "/dashboard", label: "Dashboard", icon: "dashboard" },
  { href: "/retention", label: "Retention", icon: "hourglass" },
];

/** Where a role goes, what it needs most first: on a phone the first four stay at hand. */
export function navigationOf(role: Role, waiting: Waiting): NavigationGroup[] {
  const inbox = { href: "/inbox", label: "Inbox", icon: "inbox", count: waiting.unread, countLabel: "unread" } as const;
  switch (role) {
    case "client":
      return [
        {
          items: [
            home,
            products,
            {
              href: "/to-do",
              label: "To do",
              icon: "list-checks",
              count: waiting.toDo + waiting.requests,
              countLabel: "to do",
            },
            actions,
            inbox,
            evidence,
            portfolio,
          ],
        },
      ];
    case "lead":
      return [
        {
          items: [
            home,
            { ...reviews, count: waiting.toReview, countLabel: "answers wait for review" },
            products,
            actions,
            inbox,
            { ...evidence, count: waiting.requests, countLabel: "questions about evidence" },
            portfolio,
          ],
        },
      ];
    case "superuser":
      return [
        { items: [home, products, reviews, inbox, evidence, portfolio] },
        { title: "Intelligence", items: intelligence },
        {
          title: "Administration",
          items: [
            { href: "/admin/organizations", label: "Organizations", icon: "building" },
            { href: "/admin/users", label: "Users", icon: "users" },
            { href: "/admin/invitations", label: "Invitations", icon: "user-plus" },
            { href: "/admin/questionnaires", label: "Questionnaires", icon: "clipboard" },
            { href: "/admin/break-glass", label: "Break-glass", icon: "eye" },
            { href: "/admin/audit", label: "Audit trail", icon: "scroll" },
            { href: "/admin/sign-in", label: "Sign-in rules", icon: "shield-check" },
            { href: "/admin/outbox", label: "Outbox", icon: "mail" },
            { href: "/admin/backups", label: "Backups", icon: "file-archive" },
            { href: "/admin/jobs", label: "Jobs", icon: "activity" },
            { href: "/admin/system", label: "System", icon: "database" },
            { href: "/admin/settings", label: "Settings", icon: "settings" },
          ],
        },
      ];
    case "analyst":
      return [{ items: [home, ...intelligence, inbox] }];
  }
}

/** What a role can begin from the palette, beside going somewhere. */
export function commandsOf(role: Role): PaletteCommand[] {
  const group = "Actions";
  const newProduct = {
    group,
    href: "/products/new",
    label: "New product",
    icon: "plus",
    keywords: "add create assess",
  } as const;
  switch (role) {
    case "client":
      return [newProduct];
    case "lead":
      return [
        {
          group,
          href: "/reviews",
          label: "Review what waits longest",
          icon: "clipboard-check",
          keywords: "queue next verdict",
        },
      ];
    case "superuser":
      return [
        newProduct,
        {
          group,
          href: "/admin/invitations?new=1",
          label: "Invite someone",
          icon: "user-plus",
          keywords: "user add create",
        },
      ];
    case "analyst":
      return [];
  }
}

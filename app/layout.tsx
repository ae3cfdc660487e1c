import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "SecureSphere", template: "%s · SecureSphere" },
  description: "Security maturity assessments: answer, review, score, prove.",
  icons: { icon: "/favicon.svg" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9f9fa" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0e10" },
  ],
};

/** The document. Theme and sidebar come from cookies, so that the first paint is already right, without a script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const chosen = jar.get("theme")?.value;
  const theme = chosen === "light" || chosen === "dark" ? chosen : "system";
  const sidebar = jar.get("sidebar")?.value === "collapsed" ? "collapsed" : "open";
  return (
    <html lang="en" data-theme={theme} data-sidebar={sidebar} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <div className="app-root">{children}</div>
        <Toaster />
      </body>
    </html>
  );
}

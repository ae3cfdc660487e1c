import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What differs by width is the layout, what differs by scheme the colours: two looks see every rule of either. */
const looks = [
  { width: 1280, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const;

/** axe finds nothing on the page as it stands, light and dark, wide and narrow, and nothing overflows sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 844 });
    // What the bar at the top covers is not there to be hit.
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const axe = new AxeBuilder({ page }).withTags(TAGS);
    // Another page, which axe opens to gather what frames found, takes longer than looking; without frames it is not needed.
    const { violations } = await (page.frames().length > 1 ? axe : axe.setLegacyMode()).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
    expect(found, `${page.url()} ${width} ${colorScheme}`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${page.url()} sideways at ${width}`).toBeLessThanOrEqual(0);
  }
}

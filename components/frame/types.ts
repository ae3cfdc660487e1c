import type { IconName } from "../ui/icon";

export interface NavigationItem {
  href: string;
  label: string;
  icon: IconName;
  /** How many things wait there. */
  count?: number;
  /** What is counted, for screen readers: "reviews waiting". */
  countLabel?: string;
  /** Current only on exactly this address, not on those beneath. */
  exact?: boolean;
}

export interface NavigationGroup {
  title?: string;
  items: NavigationItem[];
}

/** A place or action of the palette. */
export interface PaletteCommand {
  label: string;
  href: string;
  icon?: IconName;
  group?: string;
  /** Further words that find it. */
  keywords?: string;
}

export interface SearchHit {
  group: string;
  label: string;
  detail?: string;
  href: string;
}

export interface FrameUser {
  name: string;
  /** In words, as shown: "Lead". */
  role: string;
  organization?: string | null;
}

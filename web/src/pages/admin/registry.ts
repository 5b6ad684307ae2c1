// The pages of the admin console. Each is one line here and one file beside this one; its words live with its feature.
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { AdminRight } from '../../../../contract/src/define.ts';
import type { Locale } from '../../lib/locale.ts';

export interface AdminSection {
  /** under /admin, e.g. 'members' */
  path: string;
  title: Record<Locale, string>;
  icon: LucideIcon;
  /** who sees it: any of these rights */
  rights: readonly AdminRight[];
  group: 'company' | 'safety' | 'running';
  load: () => Promise<ComponentType>;
}

export const adminSections: readonly AdminSection[] = [];

import { accounting, ExportLayout } from '@teahouse/contract/accounting';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpSetting, setCorpSetting } from '../directory/index.ts';
import { presets } from './layouts.rules.ts';

const NAME = 'accounting_layouts';
const MOST = 30;

const own = (work: Work): Promise<ExportLayout[]> =>
  corpSetting(work, NAME, z.array(ExportLayout).default([]));
/** Held until the work is done, so that two who save at once both keep theirs. */
async function heldLayouts(work: Work): Promise<ExportLayout[]> {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`layouts of ${work.corpId}`]);
  return await own(work);
}

/** The columns of this name, the own ones first. Fails with expenses.layout_not_found. */
export async function layoutOf(work: Work, name: string): Promise<ExportLayout> {
  const named = (l: ExportLayout) => l.name === name;
  return (await own(work)).find(named) ?? presets.find(named) ?? fail('expenses.layout_not_found');
}

export const listLayouts = implement(accounting.listLayouts, async (work) => {
  const mine = await own(work);
  const names = new Set(mine.map((l) => l.name));
  return {
    layouts: [
      ...presets.filter((l) => !names.has(l.name)).map((l) => ({ ...l, preset: true })),
      ...mine.map((l) => ({ ...l, preset: false })),
    ],
  };
});

export const saveLayout = implement(accounting.saveLayout, async (work, layout) => {
  const others = (await heldLayouts(work)).filter((l) => l.name !== layout.name);
  if (others.length >= MOST) fail('expenses.too_many_layouts');
  await setCorpSetting(work, NAME, [...others, layout]);
  await work.audit({ action: 'expenses.layout_saved', object: layout.name, detail: layout });
  return { ...layout, preset: false };
});

export const removeLayout = implement(accounting.removeLayout, async (work, { name }) => {
  const before = await heldLayouts(work);
  const left = before.filter((l) => l.name !== name);
  if (left.length === before.length) fail('expenses.layout_not_found');
  await setCorpSetting(work, NAME, left);
  await work.audit({ action: 'expenses.layout_removed', object: name });
  return {};
});

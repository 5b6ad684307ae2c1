import {
  type ExpenseSettings as Settings,
  expensesAdmin,
  SentExpenseSettings,
} from '@teahouse/contract/expenses-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpSetting, setCorpSetting } from '../directory/index.ts';

const NAME = 'expenses';
/** What a company starts with: yuan, and the accounts of the Chinese standard chart. */
const usual: Settings = {
  currency: 'CNY',
  accounts: { payable: '2241', advances: '1221', inputTax: '22210101', bank: '1002', rounding: '6061' },
};

/** The currency of the company and the accounts claims are posted to. */
export const expenseSettings = (work: Work): Promise<Settings> =>
  corpSetting(work, NAME, SentExpenseSettings.default(usual));

export const getExpenseSettings = implement(expensesAdmin.getExpenseSettings, expenseSettings);

export const setExpenseSettings = implement(expensesAdmin.setExpenseSettings, async (work, settings) => {
  const before = await expenseSettings(work);
  if (before.currency !== settings.currency) {
    const [used] = await work.sql(
      `select 1 one from expense_claims where corp_id = $1 union all select 1 from expense_advances where corp_id = $1 limit 1`,
      [work.corpId],
    );
    if (used) fail('expenses.currency_in_use');
  }
  await setCorpSetting(work, NAME, settings);
  await work.audit({ action: 'expenses.settings_changed', detail: settings });
  return settings;
});

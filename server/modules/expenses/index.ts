// The door of expenses: claims and what they rest on, and the money that pays them.
import { accounting } from '@teahouse/contract/accounting';
import { expenses as forMembers } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { defineModule } from '../../kernel/module.ts';
import { giveAdvance, listAdvances, listMyAdvances, repayAdvance } from './advances.ts';
import { bankFile } from './bank-file.ts';
import { getBatch, listBatches } from './batches.ts';
import { changeBudget, createBudget, listBudgets } from './budgets.ts';
import { cancelBatch, checkBatch } from './check-batch.ts';
import { claimsISee } from './claims.access.ts';
import { cutLine } from './cut-line.ts';
import { downloadExport } from './download-export.ts';
import { listExports, makeExport } from './exports.ts';
import { tellWhatWasTyped } from './invoices-taken.ts';
import { listLayouts, removeLayout, saveLayout } from './layouts.ts';
import { getClaim, listClaims, listMyClaims } from './list-claims.ts';
import { makeBatch } from './make-batch.ts';
import { markPayment, retryPayment } from './mark-payment.ts';
import { getPayeeAccount, setPayeeAccount } from './payee-account.ts';
import { getExpenseSettings, setExpenseSettings } from './settings.ts';
import { followApprovals } from './settle-claim.ts';
import { submitClaim } from './submit-claim.ts';
import { changeExpenseType, createExpenseType, listExpenseTypes, listManagedTypes } from './types.ts';
import { changeClaim, createClaim, removeClaim } from './write-claim.ts';

followApprovals();
tellWhatWasTyped();

export const expenses = defineModule({
  name: 'expenses',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...forMembers, ...expensesAdmin, ...accounting },
  handlers: {
    listExpenseTypes,
    listMyClaims,
    getClaim,
    createClaim,
    changeClaim,
    removeClaim,
    submitClaim,
    listMyAdvances,
    getPayeeAccount,
    setPayeeAccount,
    getExpenseSettings,
    setExpenseSettings,
    listManagedTypes,
    createExpenseType,
    changeExpenseType,
    listClaims,
    cutLine,
    listBudgets,
    createBudget,
    changeBudget,
    listAdvances,
    giveAdvance,
    repayAdvance,
    listBatches,
    getBatch,
    makeBatch,
    checkBatch,
    cancelBatch,
    bankFile,
    markPayment,
    retryPayment,
    listExports,
    makeExport,
    downloadExport,
    listLayouts,
    saveLayout,
    removeLayout,
  },
  // A receipt is seen by whoever may see the claim.
  fileViewers: { claim: claimsISee },
});

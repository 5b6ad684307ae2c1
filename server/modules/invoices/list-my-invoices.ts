import { invoices } from '@teahouse/contract/invoices';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { titleOf } from './invoice-title.ts';
import { invoiceAsSeen, type Row, SELECT, toInvoices } from './invoice.present.ts';
import { invoiceOfMine } from './invoices.access.ts';

const states = {
  free: 'and h.holds = 0',
  held: 'and h.unsettled > 0',
  used: 'and h.holds > 0 and h.unsettled = 0',
  open: 'and h.taken < i.total',
};

export const listMyInvoices = implement(invoices.listMyInvoices, async (work, { state, after, limit }) => {
  const rows = await work.sql<Row>(
    `${SELECT} and i.owner = $2 ${state ? states[state] : ''} and ($3::text is null or i.id < $3) order by i.id desc limit $4`,
    [work.corpId, actingMember(work), after ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  return {
    invoices: await toInvoices(work, page),
    next: rows.length > limit ? page.at(-1)!.id : null,
    buyer: await titleOf(work),
  };
});

export const getInvoice = implement(invoices.getInvoice, async (work, { invoiceId }) => {
  await invoiceOfMine(work, invoiceId);
  return await invoiceAsSeen(work, invoiceId);
});

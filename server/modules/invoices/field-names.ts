import type { InvoiceField } from '@teahouse/contract/invoices';

// As printed on the invoice, which readers of both languages have before them.
const printed: Record<InvoiceField, string> = {
  kind: '发票类型 (kind)',
  code: '发票代码 (code)',
  number: '发票号码 (number)',
  issuedOn: '开票日期 (date)',
  exclTax: '金额 (without tax)',
  tax: '税额 (tax)',
  total: '价税合计 (total)',
  sellerName: '销售方名称 (seller)',
  sellerTaxId: '销售方税号 (tax id of the seller)',
  buyerName: '购买方名称 (buyer)',
  buyerTaxId: '购买方税号 (tax id of the buyer)',
  checkCode: '校验码 (check code)',
};

/** The names of fields for a sentence about them; what is no field stays as it is. */
export const fieldNames = (fields: readonly string[]): string =>
  fields.map((f) => (Object.hasOwn(printed, f) ? printed[f as InvoiceField] : f)).join(', ');

// Errors of expenses: claims, budgets, advances, payments and the books.
export const expensesErrors = {
  'expenses.claim_not_found': {
    status: 404,
    en: 'This claim does not exist, or is not yours to see',
    zh: '报销单不存在，或你无权查看',
  },
  'expenses.type_not_found': { status: 404, en: 'This kind of expense does not exist', zh: '费用类型不存在' },
  'expenses.not_a_draft': {
    status: 409,
    en: 'This claim is on its way and cannot be changed',
    zh: '报销单已提交，不能修改',
  },
  'expenses.empty': { status: 400, en: 'A claim needs at least one line', zh: '请至少填写一条费用' },
  'expenses.future_day': {
    status: 400,
    en: 'Line {line}: the day has not come yet',
    zh: '第 {line} 条：费用日期不能晚于今天',
  },
  'expenses.bad_amount': {
    status: 400,
    en: 'Line {line}: the tax lies between nothing and the amount',
    zh: '第 {line} 条：税额须在零与金额之间',
  },
  'expenses.bad_rate': {
    status: 400,
    en: 'Line {line}: the rate of the company’s own currency is 1',
    zh: '第 {line} 条：本位币的汇率只能是 1',
  },
  'expenses.invoice_needed': {
    status: 400,
    en: 'Line {line}: this kind of expense needs an invoice number',
    zh: '第 {line} 条：该费用类型须填写发票号码',
  },
  'expenses.above_invoice': {
    status: 400,
    en: 'Line {line} is more than its invoice says',
    zh: '第 {line} 行金额超过发票金额',
  },
  'expenses.invoice_taken': {
    status: 409,
    en: 'Invoice {invoice} was already claimed in {claim}',
    zh: '发票 {invoice} 已在报销单 {claim} 中报销，不能重复报销',
  },
  'expenses.reason_needed': {
    status: 400,
    en: 'The claim exceeds a limit or a budget; please say why',
    zh: '超出报销标准或预算，请填写说明',
  },
  'expenses.over_budget': {
    status: 409,
    en: 'The budget {budget} has only {left} left',
    zh: '超出预算「{budget}」，剩余 {left}',
  },
  'expenses.start_there': {
    status: 409,
    en: 'Expense claims are submitted from the page Expenses',
    zh: '请在「报销」页面提交报销单',
  },
  'expenses.being_paid': {
    status: 409,
    en: 'The claim is being paid and cannot be taken back',
    zh: '报销单已进入付款，不能撤销',
  },
  'expenses.bad_cut': {
    status: 400,
    en: 'Only less than was claimed can be approved',
    zh: '核定金额不能大于报销金额',
  },
  'expenses.not_under_way': {
    status: 409,
    en: 'The claim is not under approval',
    zh: '报销单不在审批中',
  },
  'expenses.unknown_member': { status: 404, en: 'This colleague does not exist', zh: '成员不存在' },
  'expenses.unknown_department': { status: 404, en: 'This department does not exist', zh: '部门不存在' },
  'expenses.budget_not_found': { status: 404, en: 'This budget does not exist', zh: '预算不存在' },
  'expenses.bad_span': {
    status: 400,
    en: 'The end must lie after the start',
    zh: '结束日期不能早于开始日期',
  },
  'expenses.budget_used': {
    status: 409,
    en: 'More than this is already held or spent',
    zh: '已占用和已使用的金额超过该数',
  },
  'expenses.advance_not_found': { status: 404, en: 'This advance does not exist', zh: '借款不存在' },
  'expenses.too_much_repaid': {
    status: 400,
    en: 'More than is owed cannot be repaid',
    zh: '还款金额不能大于未还金额',
  },
  'expenses.not_payable': {
    status: 409,
    en: 'Claim {claim} is not waiting for payment, or is in a batch already',
    zh: '报销单 {claim} 不在待付款状态，或已在付款批次中',
  },
  'expenses.no_account': {
    status: 409,
    en: '{member} has not said where to pay to',
    zh: '{member} 尚未填写收款账户',
  },
  'expenses.batch_not_found': { status: 404, en: 'This payment batch does not exist', zh: '付款批次不存在' },
  'expenses.same_person': {
    status: 403,
    en: 'Who made a batch cannot check it',
    zh: '制单人不能复核自己的付款批次',
  },
  'expenses.batch_moved_on': {
    status: 409,
    en: 'The batch is no longer in this state',
    zh: '付款批次的状态已变化',
  },
  'expenses.batch_not_checked': {
    status: 409,
    en: 'The batch has to be checked by a second person first',
    zh: '付款批次须先由另一人复核',
  },
  'expenses.payment_not_found': { status: 404, en: 'This payment does not exist', zh: '付款记录不存在' },
  'expenses.payment_settled': {
    status: 409,
    en: 'What became of this payment is already known',
    zh: '该笔付款已有结果',
  },
  'expenses.export_not_found': { status: 404, en: 'This export does not exist', zh: '导出记录不存在' },
  'expenses.nothing_to_export': { status: 409, en: 'Nothing new to export', zh: '没有新的凭证可以导出' },
  'expenses.layout_not_found': {
    status: 404,
    en: 'There is no export layout of this name',
    zh: '没有这个名称的导出格式',
  },
  'expenses.too_many_layouts': {
    status: 409,
    en: 'There are too many export layouts; remove one first',
    zh: '导出格式过多，请先删除一个',
  },
  'expenses.currency_in_use': {
    status: 409,
    en: 'The currency cannot change once there are claims',
    zh: '已有报销单，不能更改本位币',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

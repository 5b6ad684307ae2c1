// Errors around customers.
export const customersErrors = {
  'customers.code_not_found': {
    status: 404,
    en: 'This contact-me code does not exist, or it is not yours',
    zh: '联系码不存在，或不归你管理',
  },
  'customers.nobody_serves': {
    status: 409,
    en: 'Nobody serves this code at the moment',
    zh: '该联系码暂时无人接待',
  },
  'customers.customer_not_found': {
    status: 404,
    en: 'This customer does not exist, or is not yours',
    zh: '客户不存在，或不在你的客户范围内',
  },
  'customers.tag_not_found': { status: 404, en: 'This customer tag does not exist', zh: '客户标签不存在' },
  'customers.tag_taken': {
    status: 409,
    en: 'This group has such a tag already',
    zh: '该标签组中已有同名标签',
  },
  'customers.refused': {
    status: 409,
    en: 'Messages cannot be sent here any more',
    zh: '当前无法继续发送消息',
  },
  'customers.welcome_used': {
    status: 409,
    en: 'This newcomer has been greeted already, or the code is unknown',
    zh: '欢迎语已发送过，或凭证无效',
  },
  'customers.welcome_late': {
    status: 409,
    en: 'The time in which to greet this newcomer is over',
    zh: '已超过可发送欢迎语的时间',
  },
  'customers.nobody_to_hand_over': {
    status: 409,
    en: 'There is nobody to hand over',
    zh: '没有可交接的客户',
  },
  'customers.same_member': {
    status: 400,
    en: 'Choose somebody else to take them on',
    zh: '请选择另一位成员接手',
  },
  'customers.not_merged': { status: 409, en: 'These are not one person', zh: '这些客户并未合并' },
  'customers.unreadable_table': {
    status: 400,
    en: 'This table cannot be read; use CSV or XLSX with a line of headings',
    zh: '无法读取该表格，请使用带标题行的 CSV 或 XLSX',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

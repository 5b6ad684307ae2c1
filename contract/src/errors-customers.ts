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
  'customers.field_not_found': {
    status: 404,
    en: 'This customer field does not exist',
    zh: '客户字段不存在',
  },
  'customers.field_invalid': {
    status: 400,
    en: 'A value does not fit its field: {name}',
    zh: '字段的值无效：{name}',
  },
  'customers.field_required': {
    status: 400,
    en: 'A required field is empty: {name}',
    zh: '必填字段未填写：{name}',
  },
  'customers.field_taken': { status: 409, en: 'Two of these have the same name', zh: '名称重复' },
  'customers.stage_not_found': { status: 404, en: 'This stage does not exist', zh: '客户阶段不存在' },
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
  'customers.way_not_offered': {
    status: 409,
    en: 'This way to sign in is not offered here',
    zh: '此处不支持该登录方式',
  },
  'customers.wrong_code': {
    status: 400,
    en: 'This code is not right, or no longer works; ask for another one',
    zh: '验证码不正确或已失效，请重新获取',
  },
  'customers.not_merged': { status: 409, en: 'These are not one person', zh: '这些客户并未合并' },
  'customers.unreadable_table': {
    status: 400,
    en: 'This table cannot be read; use CSV or XLSX with a line of headings',
    zh: '无法读取该表格，请使用带标题行的 CSV 或 XLSX',
  },
  'desk.desk_not_found': {
    status: 404,
    en: 'This service desk does not exist, or you do not serve at it',
    zh: '客服账号不存在，或你不在该客服账号中',
  },
  'desk.session_not_found': {
    status: 404,
    en: 'This session does not exist, or is not of a desk of yours',
    zh: '会话不存在，或不属于你的客服账号',
  },
  'desk.session_over': { status: 409, en: 'This session is over', zh: '该会话已结束' },
  'desk.session_open': { status: 409, en: 'This session is not over yet', zh: '该会话尚未结束' },
  'desk.with_another': { status: 409, en: 'Somebody else serves this session', zh: '该会话由其他人接待' },
  'desk.rated_already': { status: 409, en: 'You have rated this already', zh: '你已评价过' },
  'desk.full': { status: 409, en: 'All places of this person are taken', zh: '接待数已达上限' },
  'desk.not_serving': {
    status: 409,
    en: 'This colleague does not serve at this desk, or is not on duty',
    zh: '该同事不在此客服账号中，或未在接待',
  },
  'desk.ticket_not_found': {
    status: 404,
    en: 'This ticket does not exist, or is not yours to see',
    zh: '工单不存在或无权查看',
  },
  'desk.off_duty': { status: 409, en: 'This colleague is not on duty', zh: '该接待人员未在接待中' },
  'desk.wrong_move': {
    status: 409,
    en: 'A session cannot go from here to there',
    zh: '会话状态不能这样变更',
  },
  'desk.not_heard': {
    status: 409,
    en: 'This customer has not written for two days',
    zh: '客户 48 小时内未发起咨询',
  },
  'desk.not_now': {
    status: 409,
    en: 'A program may not speak in this session now',
    zh: '当前会话状态不允许程序发送',
  },
  'desk.said_enough': {
    status: 429,
    en: 'A program may say five things after each word of the customer',
    zh: '客户每发一条消息，程序最多回复五条',
  },
  'desk.bad_pass': { status: 410, en: 'This code was used or its time is over', zh: 'code 已使用或已过期' },
  'desk.leads_only': { status: 403, en: 'Totals are for those who lead the desk', zh: '仅负责人可查看汇总' },
  'desk.closed': { status: 410, en: 'This service desk is closed', zh: '该客服账号已停用' },
  'desk.bad_zone': { status: 400, en: 'This is not a time zone', zh: '时区无效' },
  'desk.reply_not_found': { status: 404, en: 'This canned reply does not exist', zh: '快捷回复不存在' },
  'desk.article_not_found': { status: 404, en: 'This article does not exist', zh: '知识条目不存在' },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

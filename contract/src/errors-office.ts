// Errors of the office: attendance, approvals and their kin.
export const officeErrors = {
  'attendance.unknown_member': {
    status: 404,
    en: 'This member does not exist, or their attendance is not your duty',
    zh: '成员不存在，或其考勤不归你管理',
  },
  'attendance.unknown_department': { status: 404, en: 'This department does not exist', zh: '部门不存在' },
  'attendance.whole_company': {
    status: 403,
    en: 'This concerns the whole company; your right is limited to some departments',
    zh: '这项设置影响全公司，你的权限仅限部分部门',
  },
  'attendance.rule_not_found': { status: 404, en: 'This rule does not exist', zh: '考勤规则不存在' },
  'attendance.place_not_found': { status: 404, en: 'This place does not exist', zh: '打卡地点不存在' },
  'attendance.shift_not_found': { status: 404, en: 'This shift does not exist', zh: '班次不存在' },
  'attendance.bad_zone': { status: 400, en: 'There is no such time zone', zh: '没有这个时区' },
  'attendance.shifts_overlap': {
    status: 409,
    en: 'Two shifts of one person overlap',
    zh: '同一个人的两个班次时间重叠',
  },
  'attendance.span_too_long': { status: 400, en: 'At most 62 days at a time', zh: '一次最多查看 62 天' },
  'attendance.holiday_outside_year': {
    status: 400,
    en: 'A day lies outside the year, or stands twice',
    zh: '有日期不在该年内，或重复',
  },
  'attendance.month_closed': { status: 409, en: 'This month is closed', zh: '该月考勤已封账' },
  'attendance.month_open': { status: 409, en: 'This month is not closed', zh: '该月考勤尚未封账' },
  'attendance.month_not_over': {
    status: 409,
    en: 'This month is not over yet',
    zh: '该月尚未结束',
  },
  'attendance.photo_needed': { status: 400, en: 'A field visit needs a photo', zh: '外勤打卡需要拍照' },
  'attendance.kiosk_code': {
    status: 409,
    en: 'This kiosk code is over or was used; scan the one shown now',
    zh: '该动态码已失效或已使用，请扫描当前显示的码',
  },
  'attendance.leave_type_not_found': {
    status: 404,
    en: 'This kind of leave does not exist',
    zh: '假期类型不存在',
  },
  'attendance.bad_span': {
    status: 400,
    en: 'The end must come after the start, within a year',
    zh: '结束须晚于开始，且不超过一年',
  },
  'attendance.absence_overlaps': {
    status: 409,
    en: 'Something is granted for a part of this time already',
    zh: '这段时间已有请假、外出或出差',
  },
  'attendance.no_balance': { status: 409, en: 'The balance does not reach', zh: '假期余额不足' },
  'attendance.absence_not_found': { status: 404, en: 'This entry does not exist', zh: '记录不存在' },
  'attendance.nothing_to_swap': {
    status: 409,
    en: 'The roster has nothing to exchange on these days',
    zh: '这两天的排班没有可交换的',
  },
  'attendance.swap_not_found': {
    status: 404,
    en: 'This exchange does not exist or was answered',
    zh: '换班不存在或已处理',
  },
  'attendance.too_many_corrections': {
    status: 409,
    en: 'No correction is left for this month',
    zh: '本月补卡次数已用完',
  },
  'attendance.correction_too_late': {
    status: 409,
    en: 'It is too late, or too early, to correct this day',
    zh: '这一天不在可补卡的期限内',
  },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

// Errors of the office: attendance and its kin.
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
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

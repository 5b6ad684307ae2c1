// What can be wrong with a cell, and the sentence a person reads.
export const faultTexts = {
  missing_name: { zh: '缺少姓名', en: 'The name is missing' },
  missing_userid: { zh: '缺少账号', en: 'The account is missing' },
  missing_contact: {
    zh: '账号、手机、邮箱至少填写一项',
    en: 'Give at least an account, a mobile or an email',
  },
  missing_department: { zh: '缺少部门', en: 'The department is missing' },
  bad_userid: {
    zh: '账号“{value}”只能由字母、数字和 _-@. 组成，最多 64 位',
    en: 'The account “{value}” may hold letters, digits and _-@. only, 64 at most',
  },
  bad_mobile: { zh: '“{value}”不是有效的手机号', en: '“{value}” is not a mobile number' },
  bad_email: { zh: '“{value}”不是有效的邮箱', en: '“{value}” is not an email address' },
  bad_gender: { zh: '“{value}”不是有效的性别（男/女）', en: '“{value}” is not a gender (male/female)' },
  bad_flag: { zh: '“{value}”应为 是 或 否', en: '“{value}” should be yes or no' },
  bad_order: { zh: '“{value}”不是有效的排序值', en: '“{value}” is not a whole number' },
  bad_custom: { zh: '“{value}”与该字段的类型不符', en: '“{value}” does not fit the kind of this field' },
  too_long: { zh: '内容过长，最多 {most} 个字符', en: 'Too long: {most} characters at most' },
  duplicate_userid: { zh: '账号“{value}”与{other}重复', en: 'The account “{value}” is also that of {other}' },
  duplicate_mobile: {
    zh: '手机号“{value}”与{other}重复',
    en: 'The mobile “{value}” is also that of {other}',
  },
  duplicate_email: { zh: '邮箱“{value}”与{other}重复', en: 'The email “{value}” is also that of {other}' },
  duplicate_department: { zh: '部门“{value}”重复填写', en: 'The department “{value}” is given twice' },
  missing_parent: {
    zh: '部门“{value}”的上级部门不存在',
    en: 'The department above “{value}” does not exist',
  },
  unknown_department: { zh: '部门“{value}”不存在', en: 'The department “{value}” does not exist' },
  two_main_departments: {
    zh: '只能有一个主部门：“{value}”',
    en: 'There can be one main department only: “{value}”',
  },
  unknown_manager: { zh: '找不到直属上级“{value}”', en: 'There is no manager “{value}”' },
  ambiguous_manager: {
    zh: '有多位成员叫“{value}”，请填写上级的账号',
    en: 'Several members are called “{value}”; give the account of the manager',
  },
  manager_cycle: { zh: '上级关系形成循环：{value}', en: 'The managers form a circle: {value}' },
  protected: {
    zh: '管理员的登录信息只能由所有者修改',
    en: 'Only the owner may change how an administrator signs in',
  },
} as const;
export type FaultCode = keyof typeof faultTexts;

export interface Fault {
  /** counted from 1, as the file shows it */
  row: number;
  /** the header of the column as written; '' where the file has no such column */
  column: string;
  code: FaultCode;
  /** what the sentence is filled with */
  facts: Record<string, string>;
}

export function faultText({ code, facts }: Pick<Fault, 'code' | 'facts'>, locale: 'zh' | 'en'): string {
  const row = facts['otherRow'];
  const all = row ? { ...facts, other: locale === 'zh' ? `第 ${row} 行` : `row ${row}` } : facts;
  return faultTexts[code][locale].replaceAll(/\{(\w+)\}/g, (_, name: string) => all[name] ?? '');
}

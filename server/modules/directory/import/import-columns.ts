import type { CustomFieldId } from '@teahouse/contract/ids';
import type { Table } from './table.ts';

/** What a column of the file means to us. */
export const columns = [
  'name',
  'userid',
  'alias',
  'position',
  'departments',
  'parent',
  'mainDepartment',
  'gender',
  'mobile',
  'phone',
  'email',
  'address',
  'manager',
  'leader',
  'order',
  'hidden',
] as const;
export type Column = (typeof columns)[number];

// Known spellings, best first: WeCom's export and import template, other Chinese systems, plain English.
const spellings: Record<Column, readonly string[]> = {
  name: ['姓名', '成员姓名', '员工姓名', '名字', '名称', 'name', 'fullname', 'membername', 'employeename'],
  userid: [
    '账号',
    '帐号',
    '成员账号',
    '成员帐号',
    '成员userid',
    '员工userid',
    'userid',
    'account',
    'accountname',
    'username',
    '用户名',
    '登录名',
    'login',
    '工号',
    '员工编号',
    'employeeid',
  ],
  alias: ['别名', '英文名', '昵称', 'alias', 'nickname', 'englishname'],
  position: ['职务', '职位', '岗位', 'position', 'title', 'jobtitle'],
  departments: [
    '部门',
    '所属部门',
    '所在部门',
    '部门路径',
    'department',
    'departments',
    'departmentpath',
    'dept',
  ],
  parent: ['上级部门', '父部门', 'parentdepartment', 'parent'],
  mainDepartment: ['主部门', '主要部门', 'maindepartment', 'primarydepartment'],
  gender: ['性别', 'gender', 'sex'],
  mobile: [
    '手机',
    '手机号',
    '手机号码',
    '移动电话',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'cellphone',
    'cell',
  ],
  phone: [
    '座机',
    '固话',
    '固定电话',
    '办公电话',
    '分机',
    '分机号',
    '电话',
    'landline',
    'phone',
    'telephone',
    'tel',
    'officephone',
  ],
  email: [
    '邮箱',
    '个人邮箱',
    '电子邮箱',
    '电子邮件',
    '邮件',
    'email',
    'mail',
    'emailaddress',
    '企业邮箱',
    '工作邮箱',
    'workemail',
  ],
  address: ['地址', '办公地址', '联系地址', 'address'],
  manager: [
    '直属上级',
    '直接上级',
    '上级',
    '直属主管',
    '汇报对象',
    '汇报人',
    '上级账号',
    '直属领导',
    'manager',
    'directmanager',
    'reportsto',
    'supervisor',
    'directleader',
  ],
  leader: [
    '部门负责人',
    '是否部门负责人',
    '是否为部门负责人',
    '是否负责人',
    '是否领导',
    '是否部门领导',
    '部门领导',
    '部门主管',
    '是否主管',
    'departmentleader',
    'departmenthead',
    'isleader',
    'isdepartmentleader',
    'leader',
  ],
  order: ['部门内排序', '排序', 'order', 'sort'],
  hidden: ['是否隐藏', '隐藏', 'hidden'],
};

/** '手机号码（必填）*' and 'Mobile Phone' without what varies. */
function plainHeader(text: string): string {
  return text
    .split(/[\r\n]/)[0]!
    .toLowerCase()
    .replaceAll(/[（(【[].*?[)）\]】]/g, '')
    .replaceAll(/[\s*＊:：_\-"'’.]/g, '');
}

export interface Header {
  /** the row of the headers, counted from 1 as in the file */
  no: number;
  at: Partial<Record<Column, number>>;
  custom: { fieldId: CustomFieldId; index: number }[];
  /** the headers as written, by index */
  texts: string[];
  /** headers we have no use for */
  ignored: string[];
}

/**
 * Finds the row of headers among the first thirty: the first one with a name column and one more that we know. Instructions above
 * it are skipped. Where two columns mean the same, the better known spelling wins, so 邮箱 goes before 企业邮箱.
 */
export function findHeader(
  table: Table,
  fields: readonly { id: CustomFieldId; name: string }[],
): Header | undefined {
  for (const { no, cells } of table.rows.slice(0, 30)) {
    const plain = cells.map(plainHeader);
    const at: Partial<Record<Column, number>> = {};
    for (const column of columns)
      for (const spelling of spellings[column]) {
        const index = plain.findIndex((text, i) => text === spelling && !Object.values(at).includes(i));
        if (index < 0) continue;
        at[column] = index;
        break;
      }
    if (at.name === undefined || Object.keys(at).length < 2) continue;
    const known = new Set(Object.values(at));
    const custom = fields.flatMap(({ id, name }) => {
      const index = cells.findIndex((text, i) => !known.has(i) && plainHeader(text) === plainHeader(name));
      return index < 0 ? [] : [{ fieldId: id, index }];
    });
    for (const c of custom) known.add(c.index);
    const texts = cells.map((text) => text.split(/[\r\n]/)[0]!.trim());
    return { no, at, custom, texts, ignored: texts.filter((text, i) => text && !known.has(i)) };
  }
  return undefined;
}

import { memberImport } from '@teahouse/contract/member-import';
import { implementRaw } from '../../../kernel/module.ts';
import { writeCsv, writeXlsx } from './write-xlsx.ts';

const templates = {
  zh: {
    name: '成员导入模板',
    rows: [
      [
        '填写须知：姓名、账号、部门为必填；部门以“/”分隔上下级，多个部门以“;”分隔，第一个为主部门；部门负责人填“是”或“否”，与部门一一对应；留空的单元格不改变已有内容。',
      ],
      [
        '姓名',
        '账号',
        '别名',
        '职务',
        '部门',
        '性别',
        '手机',
        '座机',
        '邮箱',
        '地址',
        '直属上级',
        '部门负责人',
      ],
    ],
  },
  en: {
    name: 'member-import-template',
    rows: [
      [
        'Name, account and department are required. Departments are paths such as Sales/East, several separated by “;”, the main one first. Department head is yes or no, one for each department. Empty cells leave what is there as it is.',
      ],
      [
        'Name',
        'Account',
        'Alias',
        'Position',
        'Department',
        'Gender',
        'Mobile',
        'Phone',
        'Email',
        'Address',
        'Manager',
        'Department head',
      ],
    ],
  },
};

export const importTemplate = implementRaw(memberImport.importTemplate, async (call, { kind, locale }) => {
  const { name, rows } = templates[locale];
  const type =
    kind === 'xlsx'
      ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      : 'text/csv; charset=utf-8';
  call.reply.header('content-type', type);
  call.reply.header(
    'content-disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(name)}.${kind}`,
  );
  // Excel takes a CSV for UTF-8 only with the mark.
  return Buffer.from(kind === 'xlsx' ? writeXlsx(rows) : `\uFEFF${writeCsv(rows)}`);
});

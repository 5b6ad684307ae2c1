// What an administrator lets an app do. Each endpoint says which of these opens it to apps.
export const scopeTexts = {
  'contacts.read': { en: 'Read the directory', zh: '读取通讯录' },
  'contacts.sensitive': {
    en: 'Read mobiles, mail addresses and the like',
    zh: '读取手机号、邮箱等敏感信息',
  },
  'contacts.write': { en: 'Change the directory', zh: '修改通讯录' },
  'messages.send': { en: 'Send messages', zh: '发送应用消息' },
  files: { en: 'Upload and read files', zh: '上传和读取文件' },
  'customers.read': { en: 'Read customers', zh: '读取客户' },
  'customers.write': { en: 'Manage customers', zh: '管理客户' },
  'journals.read': { en: 'Read journals', zh: '读取汇报' },
  'office.read': { en: 'Read approvals, attendance and calendars', zh: '读取审批、考勤和日程' },
  'office.write': { en: 'Submit approvals, change attendance and calendars', zh: '提交审批、修改考勤和日程' },
} as const;
export type AppScope = keyof typeof scopeTexts;
export const appScopes = Object.keys(scopeTexts) as [AppScope, ...AppScope[]];

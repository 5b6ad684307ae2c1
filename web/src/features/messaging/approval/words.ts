import { texts } from '../../../lib/texts.ts';

const zh = {
  approve: '同意',
  handle: '办理',
  reject: '拒绝',
  why: '拒绝的理由',
  send: '确认拒绝',
  cancel: '取消',
  approved: '你已同意',
  rejected: '你已拒绝',
  done: '已处理',
  status: {
    running: '审批中',
    returned: '已退回',
    approved: '已通过',
    rejected: '已拒绝',
    withdrawn: '已撤回',
    terminated: '已终止',
    revoking: '撤销审批中',
    revoked: '已撤销',
  } as Record<string, string>,
};
const en: typeof zh = {
  approve: 'Approve',
  handle: 'Done',
  reject: 'Refuse',
  why: 'Why it is refused',
  send: 'Refuse',
  cancel: 'Cancel',
  approved: 'You approved',
  rejected: 'You refused',
  done: 'Dealt with',
  status: {
    running: 'In progress',
    returned: 'Sent back',
    approved: 'Approved',
    rejected: 'Refused',
    withdrawn: 'Withdrawn',
    terminated: 'Ended',
    revoking: 'Being revoked',
    revoked: 'Revoked',
  },
};

export const useApprovalCardWords = texts({ zh: () => Promise.resolve(zh), en: () => Promise.resolve(en) });

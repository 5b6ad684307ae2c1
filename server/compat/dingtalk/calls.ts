// Every path under an app's token, by family.
import type { DingtalkCall } from './call.ts';
import { departmentCalls } from './contacts/departments.ts';
import { userReads } from './contacts/users.ts';
import { userWrites } from './contacts/user-writes.ts';
import { noticeCalls } from './messages/notices.ts';
import { processCalls } from './process/process.ts';
import { signInCalls } from './sign-in.ts';

export const calls: readonly DingtalkCall[] = [
  ...userReads,
  ...userWrites,
  ...departmentCalls,
  ...noticeCalls,
  ...processCalls,
  ...signInCalls,
];

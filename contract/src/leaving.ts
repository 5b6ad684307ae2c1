// When a member leaves: what is theirs over all modules, and who takes it on.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { MemberBrief } from './directory.ts';
import { ApprovalId, ChatId, DepartmentId, MemberId } from './ids.ts';

export const leaving = {
  leftBehind: endpoint({
    method: 'GET',
    path: '/admin/members/:memberId/leaving',
    summary: 'What somebody else must take on when this member leaves',
    who: 'admin:members',
    input: z.object({ memberId: MemberId }),
    output: z.object({
      reports: z.array(MemberBrief),
      led: z.array(z.object({ id: DepartmentId, names: z.array(z.string()) })),
      /** groups they own, largest first; `title` is empty where the group has no name */
      groups: z.array(z.object({ id: ChatId, title: z.string(), memberCount: z.number().int() })),
      /** how many customers they have */
      customers: z.number().int(),
      /** requests that wait for their word, oldest first */
      approvals: z.array(z.object({ id: ApprovalId, title: z.string(), no: z.string() })),
      /** how many tasks they have not finished */
      tasks: z.number().int(),
    }),
    errors: ['directory.member_not_found', 'directory.outside_scope'],
  }),
  leave: endpoint({
    method: 'POST',
    path: '/admin/members/:memberId/leaving',
    summary: 'Hand over what is named and mark the member as left, all of it or nothing',
    who: 'admin:members',
    input: z.object({
      memberId: MemberId,
      /** who takes on what; a part without a name stays as it is, and groups then go to an admin or their longest member */
      to: z.object({
        reports: MemberId.optional(),
        departments: MemberId.optional(),
        groups: MemberId.optional(),
        /** with the codes that lead to them */
        customers: MemberId.optional(),
        approvals: MemberId.optional(),
        tasks: MemberId.optional(),
      }),
      /** what each customer hears once from their new member; {name} becomes that name, '' says nothing */
      message: z.string().trim().max(200).default(''),
    }),
    output: z.object({
      reports: z.number().int(),
      led: z.number().int(),
      groups: z.number().int(),
      /** on their way: large hand-overs take a while, and the list of transfers says how far they are */
      customers: z.number().int(),
      approvals: z.number().int(),
      tasks: z.number().int(),
    }),
    errors: [
      'approvals.already_in_step',
      'directory.member_not_found',
      'directory.outside_scope',
      'directory.manager_cycle',
      'directory.needs_owner',
      'directory.wrong_status',
      'messaging.unknown_member',
      'customers.same_member',
    ],
  }),
};

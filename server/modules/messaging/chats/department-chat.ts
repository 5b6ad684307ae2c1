import type { ChatId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { adminScope, departmentsAbove, departmentToAdminister, membersUnder } from '../../directory/index.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { departmentSettings } from './chat-settings.ts';
import { makeChat } from './make-chat.ts';
import { seatMembers, unseatMembers } from './seat-members.ts';

/** The group of a department and everything below it. Its members are the directory's; the one who opens it runs it. */
export const openDepartmentChat = implement(messaging.openDepartmentChat, async (work, { departmentId }) => {
  const department = await departmentToAdminister(work, await adminScope(work), departmentId);
  const [there] = await work.sql<{ id: ChatId }>(
    'select id from chats where corp_id = $1 and department_id = $2',
    [work.corpId, departmentId],
  );
  if (there) return { chatId: there.id };
  const me = actingMember(work);
  const memberIds = [...new Set([me, ...(await membersUnder(work, departmentId))])];
  const chatId = await makeChat(work, {
    kind: 'department',
    title: department.name,
    departmentId,
    ownerId: me,
    memberIds,
    settings: departmentSettings,
  });
  await work.audit({ action: 'messaging.department_chat_opened', object: chatId, detail: { departmentId } });
  return { chatId };
});

/** Brings the groups of these departments, and of those above them, to what the directory says. Running it twice changes nothing. */
export async function followDirectory(work: Work, departmentIds: readonly DepartmentId[]): Promise<void> {
  const chats = await work.sql<{ id: ChatId; department_id: DepartmentId; owner_id: MemberId | null }>(
    'select id, department_id, owner_id from chats where corp_id = $1 and department_id = any($2) and archived_at is null',
    [work.corpId, await departmentsAbove(work, departmentIds)],
  );
  for (const chat of chats) {
    const head = await holdHead(work, chat.id);
    const wanted = new Set(await membersUnder(work, chat.department_id));
    // Whoever runs the group stays in it, wherever they work now.
    if (chat.owner_id) wanted.add(chat.owner_id);
    const seats = await work.sql<{ id: MemberId }>(
      'select member_id id from chat_seats where corp_id = $1 and chat_id = $2',
      [work.corpId, chat.id],
    );
    const seated = new Set(seats.map((s) => s.id));
    const left = await unseatMembers(
      work,
      head,
      [...seated].filter((id) => !wanted.has(id)),
    );
    if (left.length) await appendSystem(work, head, { what: 'left', members: left });
    const joined = await seatMembers(
      work,
      head,
      [...wanted].filter((id) => !seated.has(id)),
    );
    if (joined.length) await appendSystem(work, head, { what: 'joined', members: joined });
  }
}

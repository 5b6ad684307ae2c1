import { useParams } from 'wouter';
import { GroupCenter } from '../features/customer-groups/group-center.tsx';
import { SendFileContext } from '../ui/form/send-file.ts';
import { sendFile } from './send-file.ts';
import { findColleagues } from '../ui/form/find-choices.ts';

export function CustomerGroupsPage() {
  const { id } = useParams<{ id?: string }>();
  return (
    <SendFileContext value={sendFile}>
      <GroupCenter id={id} findMembers={findColleagues} />
    </SendFileContext>
  );
}

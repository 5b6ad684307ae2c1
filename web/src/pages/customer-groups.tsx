import { useParams } from 'wouter';
import { GroupCenter } from '../features/customer-groups/group-center.tsx';
import { findColleagues } from '../features/directory/find-colleagues.ts';

export function CustomerGroupsPage() {
  const { id } = useParams<{ id?: string }>();
  return <GroupCenter id={id} findMembers={findColleagues} />;
}

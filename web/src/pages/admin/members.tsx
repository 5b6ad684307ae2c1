import { MembersAdmin } from '../../features/directory/members-admin.tsx';
import { confirmed, useAsking } from '../../lib/step-up.ts';

export function MembersPage() {
  return <MembersAdmin proof={{ confirmed, asking: useAsking() }} />;
}

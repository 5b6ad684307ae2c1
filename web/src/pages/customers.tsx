import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { CodeList } from '../features/customers/code-list.tsx';
import { CustomerList } from '../features/customers/customer-list.tsx';
import { DuplicateList } from '../features/customers/merge/duplicate-list.tsx';
import { findColleagues as findAdministered } from '../features/directory/find-colleagues.ts';
import { useCustomerWords } from '../features/customers/words.ts';
import { findColleagues } from '../lib/find-colleagues.ts';
import { useSession } from '../lib/session.ts';
import { PaneBar } from '../ui/bits.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { sendFile } from './send-file.ts';

export function CustomersPage() {
  const words = useCustomerWords();
  const [tab, setTab] = useState<'list' | 'codes' | 'duplicates'>('list');
  const admin = useSession((s) => s.me?.rights.includes('members') === true);
  return (
    <div className="pane flex-1 bg-surface">
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
        <Link
          href="/customer-groups"
          className="flex items-center gap-1.5 rounded-box px-2 py-1.5 text-accent hover:bg-hover"
        >
          <UsersRound aria-hidden className="size-4" />
          {words.groups}
        </Link>
      </PaneBar>
      <Tabs
        label={words.title}
        value={tab}
        onValue={setTab}
        tabs={[
          { id: 'list', label: words.title },
          { id: 'codes', label: words.codes },
          ...(admin ? [{ id: 'duplicates' as const, label: words.merge.tab }] : []),
        ]}
        className="w-full"
      >
        {tab === 'list' ? (
          <CustomerList findMembers={admin ? findAdministered : findColleagues} />
        ) : tab === 'codes' ? (
          <CodeList sendFile={sendFile} />
        ) : (
          <DuplicateList />
        )}
      </Tabs>
    </div>
  );
}

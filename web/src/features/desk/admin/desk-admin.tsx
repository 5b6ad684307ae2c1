import { useState } from 'react';
import type { Person } from '../../../ui/member-picker.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useDeskWords } from '../words.ts';
import { ArticlesAdmin } from './articles-admin.tsx';
import { DesksAdmin } from './desks-admin.tsx';
import { RepliesAdmin } from './replies-admin.tsx';

export type FindMembers = (q: string, signal: AbortSignal) => Promise<Person[]>;

/** Desks, canned replies and what is known. */
export function DeskAdmin({ findMembers }: { findMembers: FindMembers }) {
  const words = useDeskWords().admin;
  const [tab, setTab] = useState<'desks' | 'replies' | 'knowledge'>('desks');
  return (
    <Tabs
      label={words.desks}
      value={tab}
      onValue={setTab}
      tabs={[
        { id: 'desks', label: words.desks },
        { id: 'replies', label: words.replies },
        { id: 'knowledge', label: words.knowledge },
      ]}
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-5">
          {tab === 'desks' && <DesksAdmin findMembers={findMembers} />}
          {tab === 'replies' && <RepliesAdmin />}
          {tab === 'knowledge' && <ArticlesAdmin />}
        </div>
      </div>
    </Tabs>
  );
}

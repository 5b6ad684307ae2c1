import { useState, type ReactNode } from 'react';
import { api } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { JoinLinks, type PickDepartment } from './join-links.tsx';
import { JoinRequests } from './join-requests.tsx';
import { useJoiningWords } from './words.ts';

/** Links by which people join, and those who ask to. */
export function JoinAdmin({ pick }: { pick: PickDepartment }): ReactNode {
  const words = useJoiningWords();
  const [part, setPart] = useState<'links' | 'requests'>('links');
  const links = useLoaded('join-links', (signal) => api.joining.listJoinLinks({}, { signal }));
  const requests = useLoaded('join-requests', (signal) => api.joining.listJoinRequests({}, { signal }));
  const waiting = requests.data?.requests.filter((r) => r.state === 'waiting').length;
  return (
    <Tabs
      label={words.title}
      value={part}
      onValue={setPart}
      tabs={[
        { id: 'links', label: words.links },
        { id: 'requests', label: words.requests, ...(waiting ? { count: waiting } : {}) },
      ]}
    >
      {part === 'links' ? <JoinLinks loaded={links} pick={pick} /> : <JoinRequests loaded={requests} />}
    </Tabs>
  );
}

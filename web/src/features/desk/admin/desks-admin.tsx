import { useState } from 'react';
import type { deskAdmin } from '../../../../../contract/src/desk-admin.ts';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import { api, failureText } from '../../../lib/api.ts';
import { copyText } from '../../../lib/clipboard.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useDeskWords } from '../words.ts';
import type { FindMembers } from './desk-admin.tsx';
import { DeskForm } from './desk-form.tsx';

/** A desk as the server tells it. */
export type ToldDesk = OutputOf<typeof deskAdmin.listDesks>['desks'][number];

export function DesksAdmin({ findMembers }: { findMembers: FindMembers }) {
  const words = useDeskWords().admin;
  const loaded = useLoaded('desks', () => api.deskAdmin.listDesks({}));
  const [form, setForm] = useState<ToldDesk | 'new' | null>(null);
  const copy = (text: string) => void copyText(text).then(() => toast(words.copied, { tone: 'ok' }));
  const turn = async (d: ToldDesk) => {
    try {
      await api.deskAdmin.changeDesk({ deskId: d.id, closed: !d.closed });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <>
      <div className="flex justify-end">
        <Button look="solid" onClick={() => setForm('new')}>
          {words.newDesk}
        </Button>
      </div>
      {loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !loaded.data ? (
        <RowsSkeleton rows={3} />
      ) : loaded.data.desks.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <ul className="rounded-box border border-line">
          {loaded.data.desks.map((d) => (
            <li
              key={d.id}
              className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <span className="min-w-44 flex-1">
                <span className="flex items-center gap-2">
                  <span className="truncate">{d.name}</span>
                  {d.closed && <Tag>{words.closed}</Tag>}
                </span>
                <span className="block text-small text-text-3">
                  {[words.serving(d.servers.length), words[d.how ?? 'turn'], ...(d.skills ?? [])].join(' · ')}
                </span>
              </span>
              <Button
                size="small"
                look="plain"
                aria-label={`${words.copyLink} ${d.name}`}
                onClick={() => copy(d.url)}
              >
                {words.copyLink}
              </Button>
              <Button
                size="small"
                look="plain"
                aria-label={`${words.copyWidget} ${d.name}`}
                onClick={() => copy(d.widget)}
              >
                {words.copyWidget}
              </Button>
              <Button
                size="small"
                look="plain"
                aria-label={`${words.edit} ${d.name}`}
                onClick={() => setForm(d)}
              >
                {words.edit}
              </Button>
              <Button
                size="small"
                look="plain"
                aria-label={`${d.closed ? words.reopen : words.shut} ${d.name}`}
                onClick={() => void turn(d)}
              >
                {d.closed ? words.reopen : words.shut}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {form && (
        <DeskForm
          desk={form === 'new' ? null : form}
          findMembers={findMembers}
          onClose={() => setForm(null)}
          onSaved={() => {
            setForm(null);
            loaded.reload();
          }}
        />
      )}
    </>
  );
}

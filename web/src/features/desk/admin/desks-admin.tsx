import type { deskAdmin } from '../../../../../contract/src/desk-admin.ts';
import type { OutputOf } from '../../../../../contract/src/define.ts';
import { api } from '../../../lib/api.ts';
import { copyText } from '../../../lib/clipboard.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Tag } from '../../../ui/bits.tsx';
import { toast } from '../../../ui/overlays.ts';
import { useDeskWords } from '../words.ts';
import type { FindMembers } from './desk-admin.tsx';
import { DeskForm } from './desk-form.tsx';
import { EditedList } from './edited-list.tsx';

/** A desk as the server tells it. */
export type ToldDesk = OutputOf<typeof deskAdmin.listDesks>['desks'][number];

export function DesksAdmin({ findMembers }: { findMembers: FindMembers }) {
  const words = useDeskWords().admin;
  const loaded = useLoaded('desks', () => api.deskAdmin.listDesks({}));
  const copy = (text: string) => copyText(text).then(() => toast(words.copied, { tone: 'ok' }));
  return (
    <EditedList<ToldDesk>
      items={loaded.data?.desks}
      error={loaded.error}
      reload={loaded.reload}
      newLabel={words.newDesk}
      empty={{ title: words.none, text: words.noneText }}
      nameOf={(d) => d.name}
      row={(d) => (
        <>
          <span className="flex items-center gap-2">
            <span className="truncate">{d.name}</span>
            {d.closed && <Tag>{words.closed}</Tag>}
          </span>
          <span className="block text-small text-text-3">
            {[words.serving(d.servers.length), words[d.how ?? 'turn'], ...(d.skills ?? [])].join(' · ')}
          </span>
        </>
      )}
      actions={(d) => ({
        before: [
          { label: words.copyLink, run: () => copy(d.url) },
          { label: words.copyWidget, run: () => copy(d.widget) },
        ],
        behind: [
          {
            label: d.closed ? words.reopen : words.shut,
            run: () => api.deskAdmin.changeDesk({ deskId: d.id, closed: !d.closed }),
          },
        ],
      })}
      form={({ item, ...rest }) => <DeskForm desk={item} findMembers={findMembers} {...rest} />}
    />
  );
}

import { useState, type FormEvent, type ReactNode } from 'react';
import { Copy, Plus, QrCode, X } from 'lucide-react';
import type { DepartmentId } from '../../../../contract/src/ids.ts';
import type { JoinLink } from '../../../../contract/src/joining.ts';
import { api, failureText } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { fullTime } from '../../lib/format.ts';
import type { Loaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { useJoiningWords } from './words.ts';

type Picked = { id: DepartmentId; name: string };
/** Given by the page: asks for a department. */
export type PickDepartment = (ask: {
  title: string;
  onPick: (department: Picked) => void;
  onClose: () => void;
}) => ReactNode;

/** The links of the company; the newest first. */
export function JoinLinks({ loaded, pick }: { loaded: Loaded<{ links: JoinLink[] }>; pick: PickDepartment }) {
  const words = useJoiningWords();
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<JoinLink | null>(null);
  const close = async (link: JoinLink) => {
    const yes = await confirm({
      title: words.closeSure,
      text: words.closeText,
      action: words.closeLink,
      danger: true,
    });
    if (!yes) return;
    try {
      await api.joining.closeJoinLink({ linkId: link.id });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const copy = (url: string) => void copyText(url).then(() => toast(words.copied, { tone: 'ok' }));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-5">
        <div className="flex flex-wrap items-start gap-3">
          <p className="min-w-52 flex-1 text-dense text-text-2">{words.intro}</p>
          <Button
            look="solid"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setCreating(true)}
          >
            {words.create}
          </Button>
        </div>
        {loaded.error ? (
          <Empty title={failureText(loaded.error)} />
        ) : !loaded.data ? (
          <RowsSkeleton rows={3} />
        ) : loaded.data.links.length === 0 ? (
          <Empty title={words.noLinks} />
        ) : (
          <ul className="rounded-box border border-line">
            {loaded.data.links.map((link) => {
              const name = link.departmentNames.at(-1) ?? '—';
              const { url } = link;
              return (
                <li
                  key={link.id}
                  className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0"
                >
                  <span className="min-w-44 flex-1">
                    <span className="flex items-center gap-2 text-body">
                      <span className="truncate">{link.departmentNames.join(' / ') || name}</span>
                      {!url && <Tag>{words.over}</Tag>}
                    </span>
                    <span className="block text-small text-text-3">
                      {[
                        link.needsApproval ? words.needsApproval : words.direct,
                        words.until(fullTime(Date.parse(link.expiresAt))),
                        words.uses(link.uses),
                      ].join(' · ')}
                    </span>
                  </span>
                  {url && (
                    <>
                      <IconButton label={`${words.copy} ${name}`} onClick={() => copy(url)}>
                        <Copy aria-hidden className="size-4" />
                      </IconButton>
                      <IconButton label={`${words.qr} ${name}`} onClick={() => setShown(link)}>
                        <QrCode aria-hidden className="size-4" />
                      </IconButton>
                      <IconButton label={`${words.closeLink} ${name}`} onClick={() => void close(link)}>
                        <X aria-hidden className="size-4" />
                      </IconButton>
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </div>
      {creating && (
        <NewLink
          pick={pick}
          onClose={() => setCreating(false)}
          onMade={(link) => {
            setCreating(false);
            setShown(link);
            loaded.reload();
          }}
        />
      )}
      {shown?.url && (
        <Dialog
          open
          size="small"
          onClose={() => setShown(null)}
          title={words.qr}
          footer={
            <Button look="solid" onClick={() => shown.url && copy(shown.url)}>
              {words.copy}
            </Button>
          }
        >
          <img
            src={`/api/admin/join-links/${shown.id}/qr`}
            alt={words.qrFor(shown.departmentNames.at(-1) ?? '')}
            className="mx-auto size-64 rounded-box bg-white p-2"
          />
          <p className="mt-3 text-center text-small wrap-anywhere text-text-3 select-all">{shown.url}</p>
        </Dialog>
      )}
    </div>
  );
}

function NewLink({
  pick,
  onClose,
  onMade,
}: {
  pick: PickDepartment;
  onClose: () => void;
  onMade: (link: JoinLink) => void;
}) {
  const words = useJoiningWords();
  const [department, setDepartment] = useState<Picked | null>(null);
  const [days, setDays] = useState('7');
  const [needsApproval, setNeedsApproval] = useState(true);
  const [picking, setPicking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (!department) return setPicking(true);
    setBusy(true);
    try {
      onMade(
        await api.joining.createJoinLink({ departmentId: department.id, needsApproval, days: Number(days) }),
      );
    } catch (failure) {
      setError(failureText(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={words.create}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form="new-link" look="solid" busy={busy} disabled={!department}>
            {words.create}
          </Button>
        </>
      }
    >
      <form id="new-link" onSubmit={(e) => void create(e)} className="flex flex-col gap-4">
        <div className="flex flex-col gap-1.5">
          <span className="text-dense font-medium text-text-2">{words.department}</span>
          <Button onClick={() => setPicking(true)}>{department?.name ?? words.chooseDepartment}</Button>
        </div>
        <Field label={words.days} error={error}>
          <Select
            value={days}
            onChange={(e) => setDays(e.target.value)}
            options={[1, 7, 30, 90, 365].map((n) => ({ value: String(n), label: words.dayCount(n) }))}
          />
        </Field>
        <Checkbox checked={needsApproval} onChecked={setNeedsApproval}>
          {words.needsApproval}
        </Checkbox>
      </form>
      {picking &&
        pick({
          title: words.chooseDepartment,
          onClose: () => setPicking(false),
          onPick: (d) => {
            setDepartment(d);
            setPicking(false);
          },
        })}
    </Dialog>
  );
}

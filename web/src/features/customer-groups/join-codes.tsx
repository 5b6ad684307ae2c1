import { Copy, Plus, Power, QrCode } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { GroupCode } from '../../../../contract/src/customer-groups.ts';
import type { ChatId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { QrDialog } from '../../ui/qr-dialog.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { useGroupWords } from './words.ts';

/** Permanent codes that lead into groups: make one, show it, see how its groups fill. */
export function JoinCodes() {
  const words = useGroupWords();
  const loaded = useLoaded('group-codes', () => api.customerGroups.listGroupCodes({}));
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<GroupCode | null>(null);
  const copy = (url: string) => void copyText(url).then(() => toast(words.copied, { tone: 'ok' }));
  const turn = async (code: GroupCode) => {
    try {
      await api.customerGroups.changeGroupCode({ codeId: code.id, closed: !code.closed });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-4">
        <div className="flex justify-end">
          <Button
            look="solid"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setCreating(true)}
          >
            {words.newCode}
          </Button>
        </div>
        {loaded.error ? (
          <Empty title={failureText(loaded.error)} />
        ) : !loaded.data ? (
          <RowsSkeleton rows={3} />
        ) : loaded.data.codes.length === 0 ? (
          <Empty icon={<QrCode />} title={words.noCodes} text={words.noCodesText} />
        ) : (
          <ul className="rounded-box border border-line">
            {loaded.data.codes.map((code) => (
              <li
                key={code.id}
                className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5 last:border-b-0"
              >
                <span className="min-w-44 flex-1">
                  <span className="flex items-center gap-2">
                    <span className="truncate">{code.name}</span>
                    {code.closed && <Tag>{words.closed}</Tag>}
                  </span>
                  <span className="block text-small text-text-3">
                    {[
                      code.state,
                      words.scans(code.scans),
                      ...code.groups.map((g) => words.filled(g.name, g.customers, code.cap)),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <IconButton label={`${words.copy} ${code.name}`} onClick={() => copy(code.url)}>
                  <Copy aria-hidden className="size-4" />
                </IconButton>
                <IconButton label={`${words.qr} ${code.name}`} onClick={() => setShown(code)}>
                  <QrCode aria-hidden className="size-4" />
                </IconButton>
                <IconButton
                  label={`${code.closed ? words.reopen : words.close} ${code.name}`}
                  onClick={() => void turn(code)}
                >
                  <Power aria-hidden className="size-4" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
      </div>
      {creating && (
        <NewCode
          onClose={() => setCreating(false)}
          onMade={(code) => {
            setCreating(false);
            setShown(code);
            loaded.reload();
          }}
        />
      )}
      {shown && (
        <QrDialog
          name={shown.name}
          url={shown.url}
          picture={`/api/group-codes/${shown.id}/qr`}
          words={words}
          onClose={() => setShown(null)}
          onCopy={() => copy(shown.url)}
        />
      )}
    </div>
  );
}

function NewCode({ onClose, onMade }: { onClose: () => void; onMade: (code: GroupCode) => void }) {
  const words = useGroupWords();
  const [name, setName] = useState('');
  const [baseName, setBaseName] = useState('');
  const [cap, setCap] = useState('200');
  const [state, setState] = useState('');
  const [opens, setOpens] = useState(true);
  const [picked, setPicked] = useState<ChatId[]>([]);
  const mine = useLoaded('mine', () => api.customerGroups.listCustomerGroups({}));
  const ready = name.trim() !== '' && baseName.trim() !== '';
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (!ready) return;
    try {
      const asked = { name, baseName, cap: Number(cap) || 200, state, opens, chatIds: picked };
      onMade(await api.customerGroups.createGroupCode(asked));
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.newCode}
      footer={
        <Button look="solid" type="submit" form="new-group-code" disabled={!ready}>
          {words.create}
        </Button>
      }
    >
      <form id="new-group-code" onSubmit={(e) => void submit(e)} className="flex flex-col gap-4">
        <Field label={words.codeName} required>
          <Input value={name} maxLength={60} onChange={(e) => setName(e.target.value)} />
        </Field>
        <Field label={words.baseName} hint={words.baseHint} required>
          <Input value={baseName} maxLength={40} onChange={(e) => setBaseName(e.target.value)} />
        </Field>
        <Field label={words.cap}>
          <Input type="number" min={1} max={2_000} value={cap} onChange={(e) => setCap(e.target.value)} />
        </Field>
        <Checkbox checked={opens} onChecked={setOpens}>
          {words.opens}
        </Checkbox>
        <Field label={words.state} optional>
          <Input value={state} maxLength={30} onChange={(e) => setState(e.target.value)} />
        </Field>
        {mine.data && mine.data.groups.length > 0 && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 text-dense">{words.groups}</legend>
            <p className="text-small text-text-3">{words.groupsHint}</p>
            {mine.data.groups.slice(0, 20).map((g) => (
              <Checkbox
                key={g.chatId}
                checked={picked.includes(g.chatId)}
                disabled={picked.length >= 5 && !picked.includes(g.chatId)}
                onChecked={(on) =>
                  setPicked((p) => (on ? [...p, g.chatId] : p.filter((id) => id !== g.chatId)))
                }
              >
                {g.name}
              </Checkbox>
            ))}
          </fieldset>
        )}
      </form>
    </Dialog>
  );
}

import { Copy, Plus, Power, QrCode } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { contactCodes } from '../../../../contract/src/contact-codes.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import { api, failureText } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { QrDialog } from '../../ui/qr-dialog.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { useCustomerWords } from './words.ts';

type ContactCode = OutputOf<typeof contactCodes.listContactCodes>['codes'][number];

/** My contact-me codes: make one, show it, see how many came. */
export function CodeList() {
  const words = useCustomerWords();
  const loaded = useLoaded('codes', () => api.contactCodes.listContactCodes({}));
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<ContactCode | null>(null);
  const copy = (url: string) => void copyText(url).then(() => toast(words.copied, { tone: 'ok' }));
  const turn = async (code: ContactCode) => {
    try {
      await api.contactCodes.changeContactCode({ codeId: code.id, closed: !code.closed });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4 p-5">
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
          <Empty icon={<QrCode />} title={words.noCodes} text={words.noneText} />
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
                      code.channel,
                      code.members.map((m) => m.name).join('、'),
                      words.came(code.customers),
                      words.scans(code.scans),
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
          picture={`/api/contact-codes/${shown.id}/qr`}
          words={words}
          onClose={() => setShown(null)}
          onCopy={() => copy(shown.url)}
        />
      )}
    </div>
  );
}

function NewCode({ onClose, onMade }: { onClose: () => void; onMade: (code: ContactCode) => void }) {
  const words = useCustomerWords();
  const [name, setName] = useState('');
  const [channel, setChannel] = useState('');
  const [text, setText] = useState(words.welcomeDefault);
  const [confirm, setConfirm] = useState(false);
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (!name.trim()) return;
    try {
      onMade(
        await api.contactCodes.createContactCode({ name: name.trim(), channel, confirm, welcome: { text } }),
      );
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
        <Button look="solid" type="submit" form="new-code" disabled={!name.trim()}>
          {words.create}
        </Button>
      }
    >
      <form id="new-code" onSubmit={(e) => void submit(e)} className="flex flex-col gap-4">
        <Field label={words.name} required>
          <Input value={name} maxLength={60} onChange={(e) => setName(e.target.value)} />
        </Field>
        <Field label={words.channel} optional>
          <Input value={channel} maxLength={60} onChange={(e) => setChannel(e.target.value)} />
        </Field>
        <Field label={words.welcome} hint={words.welcomeHint}>
          <Textarea value={text} maxLength={2_000} rows={3} onChange={(e) => setText(e.target.value)} />
        </Field>
        <Checkbox checked={confirm} onChecked={setConfirm}>
          {words.confirm}
        </Checkbox>
      </form>
    </Dialog>
  );
}

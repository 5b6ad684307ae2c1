import { useState, type FormEvent } from 'react';
import type { contactCodes } from '../../../../contract/src/contact-codes.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { CodeShelf } from '../../ui/code-shelf.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { useCustomerWords } from './words.ts';

type ContactCode = OutputOf<typeof contactCodes.listContactCodes>['codes'][number];

/** My contact-me codes: make one, show it, see how many came. */
export function CodeList() {
  const words = useCustomerWords();
  const loaded = useLoaded('codes', () => api.contactCodes.listContactCodes({}));
  return (
    <CodeShelf
      loaded={loaded}
      facts={(code) => [
        code.channel ?? '',
        code.members.map((m) => m.name).join('、'),
        words.came(code.customers),
        words.scans(code.scans),
      ]}
      pictureOf={(code) => `/api/contact-codes/${code.id}/qr`}
      turn={(code) => api.contactCodes.changeContactCode({ codeId: code.id, closed: !code.closed })}
      maker={(close, made) => <NewCode onClose={close} onMade={made} />}
      words={{ ...words, noCodesText: words.noneText }}
    />
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

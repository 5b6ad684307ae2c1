import { useState, type FormEvent } from 'react';
import type { GroupCode } from '../../../../contract/src/customer-groups.ts';
import type { ChatId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { CodeShelf } from '../../ui/code-shelf.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { useGroupWords } from './words.ts';

/** Permanent codes that lead into groups: make one, show it, see how its groups fill. */
export function JoinCodes() {
  const words = useGroupWords();
  const loaded = useLoaded('group-codes', () => api.customerGroups.listGroupCodes({}));
  return (
    <CodeShelf
      loaded={loaded}
      facts={(code) => [
        code.state,
        words.scans(code.scans),
        ...code.groups.map((g) => words.filled(g.name, g.customers, code.cap)),
      ]}
      pictureOf={(code) => `/api/group-codes/${code.id}/qr`}
      turn={(code) => api.customerGroups.changeGroupCode({ codeId: code.id, closed: !code.closed })}
      maker={(close, made) => <NewCode onClose={close} onMade={made} />}
      words={words}
    />
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

import { HandCoins, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Advance } from '../../../../../contract/src/expenses.ts';
import type { MemberId } from '../../../../../contract/src/ids.ts';
import { api } from '../../../lib/api.ts';
import { when } from '../../../lib/format.ts';
import { usePerson } from '../../../lib/people.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { uuid } from '../../../lib/uuid.ts';
import { Empty } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { PeopleField } from '../../../ui/people-field.tsx';
import { majorText, minorText, money } from '../money.ts';
import { Sheet } from '../sheet.tsx';
import { FinancePage } from './finance-page.tsx';
import { Name } from './name.tsx';
import { useFinanceWords } from './words.ts';

/** Money given beforehand that is still owed. */
export function AdvancesAdmin() {
  const words = useFinanceWords().advances;
  const [giving, setGiving] = useState(false);
  const [repaying, setRepaying] = useState<Advance | null>(null);
  const loaded = useLoaded('advances', (signal) => api.expensesAdmin.listAdvances({}, { signal }));
  const done = () => {
    setGiving(false);
    setRepaying(null);
    loaded.reload();
  };
  return (
    <FinancePage
      intro={words.intro}
      loaded={loaded}
      action={
        <Button look="solid" icon={<Plus aria-hidden className="size-4" />} onClick={() => setGiving(true)}>
          {words.add}
        </Button>
      }
    >
      {({ advances, currency }) => (
        <>
          {advances.length === 0 && <Empty icon={<HandCoins />} title={words.none} />}
          <ul>
            {advances.map((a) => (
              <li key={a.id} className="flex items-center gap-3 border-b border-line/70 py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="truncate text-body">
                    <Name id={a.memberId} />
                    {a.note && ` · ${a.note}`}
                  </p>
                  <p className="tabular text-small text-text-3">
                    {`${a.no} · ${when(Date.parse(a.givenAt))} · ${words.outstanding(money(a.outstanding, currency), money(a.amount, currency))}`}
                  </p>
                </div>
                <Button size="small" onClick={() => setRepaying(a)}>
                  {words.repay}
                </Button>
              </li>
            ))}
          </ul>
          {giving && <GiveSheet currency={currency} onClose={() => setGiving(false)} onDone={done} />}
          {repaying && (
            <RepaySheet
              advance={repaying}
              currency={currency}
              onClose={() => setRepaying(null)}
              onDone={done}
            />
          )}
        </>
      )}
    </FinancePage>
  );
}

interface Ask {
  currency: string;
  onClose: () => void;
  onDone: () => void;
}

function GiveSheet({ currency, ...ask }: Ask) {
  const words = useFinanceWords().advances;
  const [cid] = useState(uuid);
  const [who, setWho] = useState<MemberId[]>([]);
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const amount = minorText(text, currency);
  const memberId = who[0];
  return (
    <Sheet
      {...ask}
      title={words.add}
      fits={memberId !== undefined && amount !== null && amount !== '0'}
      save={async () =>
        memberId && (await api.expensesAdmin.giveAdvance({ cid, memberId, amount: amount ?? '0', note }))
      }
    >
      <PeopleField label={words.member} value={who} max={1} onValue={setWho} />
      <Field label={words.amount} required>
        <Input inputMode="decimal" value={text} onChange={(e) => setText(e.target.value)} />
      </Field>
      <Field label={words.note}>
        <Input value={note} maxLength={200} onChange={(e) => setNote(e.target.value)} />
      </Field>
    </Sheet>
  );
}

function RepaySheet({ advance, currency, ...ask }: Ask & { advance: Advance }) {
  const words = useFinanceWords().advances;
  const name = usePerson(advance.memberId)?.name ?? '…';
  const [cid] = useState(uuid);
  const [text, setText] = useState(majorText(advance.outstanding, currency));
  const amount = minorText(text, currency);
  return (
    <Sheet
      {...ask}
      title={words.repayOf(name)}
      text={words.repayText}
      fits={amount !== null && amount !== '0' && BigInt(amount) <= BigInt(advance.outstanding)}
      save={() => api.expensesAdmin.repayAdvance({ cid, advanceId: advance.id, amount: amount ?? '0' })}
    >
      <Field label={words.amount}>
        <Input inputMode="decimal" value={text} onChange={(e) => setText(e.target.value)} />
      </Field>
    </Sheet>
  );
}

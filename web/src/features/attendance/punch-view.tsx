import { Briefcase, QrCode } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FileId } from '../../../../contract/src/ids.ts';
import { api, failureText, Unreachable } from '../../lib/api.ts';
import { deviceId } from '../../lib/device-settings.ts';
import { passkeyAnswer } from '../../lib/passkey-answer.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { uuid } from '../../lib/uuid.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { ask, toast } from '../../ui/overlays.ts';
import { EvidenceCard, type Known, type Today } from './evidence-card.tsx';
import { FieldDialog, type SendPhoto } from './field-dialog.tsx';
import { clockIn, dayName, hours, secondsIn } from './format-time.ts';
import { PunchLine } from './punch-line.tsx';
import { keepPunch, type PunchInput, sendWaiting, waitingPunches } from './waiting-punches.ts';
import { askPosition } from './where-am-i.ts';
import { useAttendanceWords } from './words.ts';

/** One big button, what a punch carries, and today's line. */
export function PunchView({ sendPhoto }: { sendPhoto: SendPhoto }) {
  const words = useAttendanceWords();
  const me = useMe();
  const loaded = useLoaded('today', (signal) => api.attendance.getToday({}, { signal }));
  const [fix, setFix] = useState<Known>();
  const [busy, setBusy] = useState<'' | 'asking' | 'punching'>('');
  const [sent, setSent] = useState(false);
  const [field, setField] = useState(false);
  const [waiting, setWaiting] = useState(() => waitingPunches(me.member.id));
  const { reload } = loaded;
  useEffect(() => {
    const flush = () =>
      void sendWaiting(me.member.id).then((n) => {
        setWaiting(waitingPunches(me.member.id));
        if (n > 0) reload();
      });
    flush();
    addEventListener('online', flush);
    return () => removeEventListener('online', flush);
  }, [me.member.id, reload]);
  const today = loaded.data;
  if (!today)
    return loaded.error ? (
      <Empty
        title={words.failed}
        text={failureText(loaded.error)}
        action={<Button onClick={reload}>{words.retry}</Button>}
      />
    ) : (
      <RowsSkeleton rows={4} />
    );

  const look = async () => {
    setBusy('asking');
    const found = (await askPosition()) ?? null;
    setFix(found);
    setBusy('');
    return found;
  };
  const punch = async (more: Partial<PunchInput> = {}) => {
    const found = await look();
    setBusy('punching');
    const passkey = more.kind === 'field' ? undefined : await vouch(today.rule?.minGrade ?? 0);
    if (passkey === null) toast(words.passkeyNone);
    const input: PunchInput = {
      cid: uuid(),
      kind: 'punch',
      deviceId: deviceId(),
      ...(found ? { position: found } : {}),
      ...(passkey ? { passkey } : {}),
      ...more,
    };
    try {
      const answer = await api.attendance.punch(input);
      toast(words.punched(clockIn(answer.punch.at, today.zone)), { tone: 'ok' });
      navigator.vibrate?.(30);
      setSent(true);
      setField(false);
    } catch (error) {
      if (error instanceof Unreachable) {
        // By the time it is sent the answer of the passkey is too old.
        const { passkey: _, ...later } = input;
        keepPunch(me.member.id, later);
        setWaiting(waitingPunches(me.member.id));
        setField(false);
        toast(words.keptOffline);
      } else toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy('');
      reload();
    }
  };
  const withCode = async () => {
    const kioskCode = await ask({
      title: words.code,
      text: words.codeText,
      action: words.send,
      input: { label: words.code, required: true, maxLength: 60 },
    });
    if (kioskCode) await punch({ kioskCode: kioskCode.trim() });
  };
  const count = today.punches.length;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-120 flex-col items-center gap-5 px-4 pt-6 pb-8 text-center">
        <Plan today={today} />
        <button
          type="button"
          disabled={busy !== ''}
          aria-busy={busy !== ''}
          onClick={() => void punch()}
          className="flex size-44 flex-col items-center justify-center gap-1 rounded-full bg-accent text-on-accent shadow-2 transition-transform duration-120 select-none hover:bg-accent-hover active:scale-97 disabled:opacity-80"
        >
          <span className="text-large font-medium">
            {busy ? words.punching : count === 0 ? words.punchIn : count === 1 ? words.punchOut : words.again}
          </span>
          <ServerClock today={today} />
        </button>
        <div className="flex gap-2">
          <Button icon={<Briefcase aria-hidden className="size-4" />} onClick={() => setField(true)}>
            {words.field}
          </Button>
          {today.places.length > 0 && (
            <Button icon={<QrCode aria-hidden className="size-4" />} onClick={() => void withCode()}>
              {words.code}
            </Button>
          )}
        </div>
        {waiting > 0 && (
          <p
            role="status"
            className="w-full rounded-box bg-info-soft px-4 py-3 text-left text-dense text-info"
          >
            {words.waiting(waiting)}
          </p>
        )}
        <EvidenceCard
          today={today}
          fix={fix}
          sent={sent}
          asking={busy === 'asking'}
          onCheck={() => void look()}
        />
        <section aria-label={words.today} className="w-full text-left">
          <h2 className="mb-1 text-dense font-medium text-text-2">{words.today}</h2>
          {count === 0 ? (
            <p className="text-dense text-text-3">{words.nothingYetText}</p>
          ) : (
            <ul>
              {today.punches.map((p) => (
                <PunchLine key={p.id} punch={p} zone={today.zone} />
              ))}
            </ul>
          )}
        </section>
      </div>
      {field && (
        <FieldDialog
          photoNeeded={today.rule?.fieldPhoto ?? false}
          sendPhoto={sendPhoto}
          busy={busy !== ''}
          onClose={() => setField(false)}
          onSend={(note: string, photos: FileId[]) => void punch({ kind: 'field', note, photos })}
        />
      )}
    </div>
  );
}

/** The member's passkey, where the rule asks for one; null where there is none, or it was not given. Out of reach nothing is asked. */
async function vouch(minGrade: number): Promise<PunchInput['passkey'] | null> {
  if (minGrade < 4) return undefined;
  try {
    const { options, ticket } = await api.attendance.punchPasskeyOptions({});
    const response = await passkeyAnswer(options);
    return response && { ticket, response };
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    return null;
  }
}

function Plan({ today }: { today: Today }) {
  const words = useAttendanceWords();
  const { result, rule, zone } = today;
  const plan = !rule
    ? words.noRule
    : result.start && result.end
      ? `${rule.name} · ${words.plan(clockIn(result.start, zone), clockIn(result.end, zone))}`
      : result.standard > 0
        ? `${rule.name} · ${words.flexible(hours(result.standard))}`
        : result.holiday
          ? words.holiday(result.holiday)
          : words.dayOff;
  return (
    <div>
      <p className="text-title font-medium">{dayName(result.day)}</p>
      <p className="text-dense text-text-2">{plan}</p>
    </div>
  );
}

/** The server's time, running on from when it was told. */
function ServerClock({ today }: { today: Today }) {
  const words = useAttendanceWords();
  const [told] = useState(() => ({ now: today.now, at: Date.now() }));
  const [now, setNow] = useState(() => Date.parse(told.now));
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.parse(told.now) + Date.now() - told.at), 1_000);
    return () => clearInterval(timer);
  }, [told]);
  return (
    <span className="tabular text-body">
      <span className="sr-only">{words.serverTime} </span>
      {secondsIn(now, today.zone)}
    </span>
  );
}

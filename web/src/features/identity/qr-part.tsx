import { useCallback, useEffect, useState } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { qrSignIn } from '../../../../contract/src/qr-sign-in.ts';
import { api, ApiError, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { useEnter } from './enter.ts';
import { Fault, OpenFrame } from './open-frame.tsx';
import { useIdentityWords } from './words.ts';

type Shown = OutputOf<typeof qrSignIn.startQrSignIn>;
const ASK_MS = 1_500;

/** A code for the member's own phone; as soon as it says yes there, this browser is in. */
export function QrPart({ onBack }: { onBack: () => void }) {
  const words = useIdentityWords().qr;
  const enter = useEnter();
  const [shown, setShown] = useState<Shown | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const begin = useCallback(() => {
    setTrouble(null);
    api.qrSignIn.startQrSignIn({}).then(setShown, (failure: unknown) => setTrouble(failureText(failure)));
  }, []);
  useEffect(begin, [begin]);

  useEffect(() => {
    if (!shown) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const end = (why: string) => {
      setShown(null);
      setTrouble(why);
    };
    const ask = async () => {
      try {
        const { state } = await api.qrSignIn.askQrSignIn({ ticket: shown.ticket });
        if (gone) return;
        if (state === 'done') return await enter();
        if (state === 'refused') return end(words.refused);
      } catch (failure) {
        if (gone) return;
        if (failure instanceof ApiError) return end(failure.status === 410 ? words.expired : failure.message);
        // The network is away for a moment; the code may still be good.
        failureText(failure);
      }
      timer = setTimeout(() => void ask(), ASK_MS);
    };
    timer = setTimeout(() => void ask(), ASK_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a code is asked about until it ends, whatever is drawn anew
  }, [shown]);

  return (
    <OpenFrame title={words.title} text={words.text}>
      <div className="grid size-56 place-items-center self-center rounded-m bg-white p-2">
        {shown && (
          <img
            src={`data:image/svg+xml,${encodeURIComponent(shown.qr)}`}
            alt={words.alt}
            className="size-full"
          />
        )}
        {trouble && <Fault>{trouble}</Fault>}
      </div>
      {trouble && (
        <Button look="solid" onClick={begin}>
          {words.renew}
        </Button>
      )}
      <Button onClick={onBack}>{words.password}</Button>
    </OpenFrame>
  );
}

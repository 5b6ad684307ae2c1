import { useState } from 'react';
import type { AppId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useCallbacksWords } from './words.ts';

interface Props {
  appId: AppId;
  dead: number;
  onChange: () => void;
}

/** What an app was told, newest first; what failed can be told again. */
export function Deliveries({ appId, dead, onChange }: Props) {
  const words = useCallbacksWords();
  const [before, setBefore] = useState<number | undefined>();
  const list = useLoaded(`deliveries ${appId} ${before}`, (signal) =>
    api.callbacks.listDeliveries({ appId, ...(before ? { before } : {}) }, { signal }),
  );
  const replay = async (no?: number) => {
    try {
      const { replayed } = await api.callbacks.replayDeliveries({ appId, ...(no ? { no } : {}) });
      toast(words.replayed(replayed), { tone: 'ok' });
      list.reload();
      onChange();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const rows = list.data?.deliveries;
  return (
    <section aria-labelledby="deliveries">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="deliveries" className="flex-1 text-dense font-medium">
          {words.deliveries}
        </h2>
        {dead > 0 && <Button onClick={() => void replay()}>{words.replayAll(dead)}</Button>}
        <Button onClick={() => (list.reload(), onChange())}>{words.refresh}</Button>
      </div>
      {!rows ? (
        <RowsSkeleton rows={4} />
      ) : rows.length === 0 ? (
        <p className="text-small text-text-3">{words.nothing}</p>
      ) : (
        <ul className="flex flex-col text-dense">
          {rows.map((d) => (
            <li
              key={d.no}
              className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line py-2"
            >
              <span className="min-w-0 flex-1 basis-40 truncate font-medium">{d.what}</span>
              <span className={d.state === 'dead' ? 'text-danger' : 'text-text-2'}>
                {words.states[d.state]}
                {d.attempts > 1 && ` · ${words.attempts} ${d.attempts}`}
              </span>
              <time dateTime={d.createdAt} className="tabular text-small text-text-3">
                {when(Date.parse(d.createdAt))}
              </time>
              {d.state !== 'waiting' && <Button onClick={() => void replay(d.no)}>{words.replay}</Button>}
              {d.error && <span className="w-full text-small break-words text-text-3">{d.error}</span>}
            </li>
          ))}
        </ul>
      )}
      {list.data?.more && rows && (
        <div className="pt-3">
          <Button onClick={() => setBefore(rows.at(-1)!.no)}>{words.more}</Button>
        </div>
      )}
    </section>
  );
}

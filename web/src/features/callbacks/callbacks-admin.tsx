import { Webhook } from 'lucide-react';
import { useState } from 'react';
import type { AppId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Field } from '../../ui/field.tsx';
import { BotState } from './bot-state.tsx';
import { CallbackForm } from './callback-form.tsx';
import { Deliveries } from './deliveries.tsx';
import { useCallbacksWords } from './words.ts';

/** Where apps listen, what they were told, and telling them again. */
export function CallbacksAdmin() {
  const words = useCallbacksWords();
  const [picked, setPicked] = useState<AppId | null>(null);
  const apps = useLoaded('callback-apps', (signal) => api.callbacks.listCallbackApps({}, { signal }));
  if (apps.error) return <Empty title={failureText(apps.error)} />;
  if (!apps.data) return <RowsSkeleton rows={5} />;
  const all = apps.data.apps;
  const app = all.find((a) => a.id === picked) ?? all.find((a) => a.url !== null) ?? all[0];
  if (!app) return <Empty icon={<Webhook />} title={words.none} text={words.noneText} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-200 flex-col gap-6 px-5 pt-4 pb-8">
        <Field label={words.app}>
          <select
            className="h-9 w-full rounded-[8px] border border-line-strong/60 bg-raised px-2 text-body"
            value={app.id}
            onChange={(e) => setPicked(e.target.value as AppId)}
            aria-label={words.app}
          >
            {all.map((a) => (
              <option key={a.id} value={a.id}>
                {`${a.name} · ${a.no}${a.url ? '' : ` · ${words.off}`}`}
              </option>
            ))}
          </select>
        </Field>
        <CallbackForm key={app.id} appId={app.id} onChange={apps.reload} />
        <BotState key={`${app.id} bot`} appId={app.id} />
        <Deliveries key={`${app.id} deliveries`} appId={app.id} dead={app.dead} onChange={apps.reload} />
      </div>
    </div>
  );
}

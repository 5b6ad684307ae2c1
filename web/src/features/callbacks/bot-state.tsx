import type { AppId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { useCallbacksWords } from './words.ts';

/** The other way to hear: the app connects to us, so it needs no address that we could reach. */
export function BotState({ appId }: { appId: AppId }) {
  const words = useCallbacksWords();
  const bot = useLoaded(`bot ${appId}`, (signal) => api.callbacks.getBot({ appId }, { signal }));
  const { data } = bot;
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`;
  return (
    <section aria-labelledby="bot-state" className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h2 id="bot-state" className="text-body font-medium">
          {words.bot}
        </h2>
        {data && (
          <Tag tone={data.connected ? 'accent' : 'plain'}>{data.connected ? words.botOn : words.botOff}</Tag>
        )}
        <span className="flex-1" />
        <Button size="small" onClick={bot.reload}>
          {words.refresh}
        </Button>
      </div>
      <p className="text-dense text-text-2">{words.botText}</p>
      {bot.error ? (
        <p role="alert" className="text-dense text-danger">
          {failureText(bot.error)}
        </p>
      ) : !data ? (
        <RowsSkeleton rows={2} />
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-dense [&_dt]:text-text-3">
          <dt>wsUrl</dt>
          <dd className="wrap-anywhere">
            <code>{address}</code>
          </dd>
          <dt>botId</dt>
          <dd>
            <code>{data.botId}</code>
          </dd>
          <dt>secret</dt>
          <dd>{words.botSecret}</dd>
          {data.connectedAt && (
            <>
              <dt>{data.connected ? words.botSince : words.botLast}</dt>
              <dd>{fullTime(Date.parse(data.leftAt ?? data.connectedAt))}</dd>
              <dt>{words.botWaiting}</dt>
              <dd className="tabular">{data.waiting}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}

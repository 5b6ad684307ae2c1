import type { appCalls } from '../../../../contract/src/app-calls.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import { fullTime, when } from '../../lib/format.ts';
import { cx } from '../../ui/cx.ts';
import { useAppsWords } from './words.ts';

type Seen = OutputOf<typeof appCalls.appCalls>;

const Route = ({ children }: { children: string }) => (
  <code className="font-mono text-small wrap-anywhere">{children}</code>
);

/** What was called how often, and how long it took. */
export function CallRoutes({ routes }: { routes: Seen['routes'] }) {
  const words = useAppsWords().calls;
  return (
    <section aria-labelledby="call-routes">
      <h3 id="call-routes" className="mb-1 text-dense font-medium">
        {words.byRoute}
      </h3>
      <table className="w-full table-fixed text-dense">
        <thead>
          <tr className="border-b border-line text-left text-small text-text-3">
            <th scope="col" className="py-1.5 font-normal">
              {words.route}
            </th>
            <th scope="col" className="w-14 py-1.5 text-right font-normal">
              {words.times}
            </th>
            <th scope="col" className="w-16 py-1.5 text-right font-normal">
              {words.refused}
            </th>
            <th scope="col" className="w-18 py-1.5 text-right font-normal">
              {words.took}
            </th>
          </tr>
        </thead>
        <tbody>
          {routes.map((r) => (
            <tr key={r.route} className="border-b border-line">
              <th scope="row" className="py-1.5 text-left font-normal">
                <Route>{r.route}</Route>
              </th>
              <td className="tabular py-1.5 text-right">{r.calls}</td>
              <td className={cx('tabular py-1.5 text-right', r.refused > 0 && 'text-danger')}>{r.refused}</td>
              <td className="tabular py-1.5 text-right text-text-2">{words.ms(Math.round(r.ms))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Why calls were refused, with what the program was told last. */
export function CallRefusals({ refusals }: { refusals: Seen['refusals'] }) {
  const words = useAppsWords().calls;
  return (
    <section aria-labelledby="call-refusals">
      <h3 id="call-refusals" className="mb-1 text-dense font-medium">
        {words.refusals}
      </h3>
      {refusals.length === 0 && <p className="text-small text-text-3">{words.noRefusals}</p>}
      <ul className="text-dense">
        {refusals.map((r) => (
          <li key={`${r.route} ${r.code}`} className="border-b border-line py-2">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <code className="font-mono text-small text-danger">{r.code}</code>
              <span className="min-w-0 flex-1">
                <Route>{r.route}</Route>
              </span>
              <span className="tabular">{words.count(r.calls)}</span>
            </p>
            {r.text && <p className="text-small wrap-anywhere text-text-2">{r.text}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Single calls, newest first. */
export function RecentCalls({ recent }: { recent: Seen['recent'] }) {
  const words = useAppsWords().calls;
  return (
    <section aria-labelledby="call-recent">
      <h3 id="call-recent" className="text-dense font-medium">
        {words.recent}
      </h3>
      <p className="mb-1 text-small text-text-3">{words.recentText}</p>
      <ul className="text-dense">
        {recent.map((r, at) => (
          <li
            key={`${r.at} ${at}`}
            className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1.5"
          >
            <time
              dateTime={r.at}
              title={fullTime(Date.parse(r.at))}
              className="tabular w-20 text-small text-text-3"
            >
              {when(Date.parse(r.at))}
            </time>
            <span className="min-w-40 flex-1">
              <Route>{r.route}</Route>
            </span>
            <span className={cx('tabular text-small', r.code === '' ? 'text-text-2' : 'text-danger')}>
              {r.code === '' ? r.status : `${r.status} ${r.code}`}
            </span>
            <span className="tabular w-16 text-right text-small text-text-3">
              {words.ms(Math.round(r.ms))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

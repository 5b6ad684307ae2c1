import { api } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { useAppsWords } from './words.ts';

/** What programs wanted and did not find. */
export function CallGaps() {
  const words = useAppsWords();
  const { data } = useLoaded('call-gaps', (signal) => api.appsAdmin.listCallGaps({}, { signal }));
  if (!data) return null;
  return (
    <section aria-labelledby="call-gaps">
      <h2 id="call-gaps" className="text-dense font-medium">
        {words.gaps}
      </h2>
      <p className="mb-2 text-small text-text-3">
        {data.gaps.length === 0 ? words.gapsNone : words.gapsText}
      </p>
      {data.gaps.length > 0 && (
        <table className="w-full table-fixed text-dense">
          <thead>
            <tr className="border-b border-line text-left text-small text-text-3">
              <th scope="col" className="py-1.5 font-normal">
                {words.gapPath}
              </th>
              <th scope="col" className="w-16 py-1.5 text-right font-normal">
                {words.gapCalls}
              </th>
              <th scope="col" className="w-32 py-1.5 text-right font-normal">
                {words.gapLast}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.gaps.map((gap) => (
              <tr key={gap.path} className="border-b border-line">
                <th scope="row" className="py-1.5 text-left font-normal wrap-anywhere">
                  <code className="font-mono text-small">{gap.path}</code>
                </th>
                <td className="tabular py-1.5 text-right">{gap.calls}</td>
                <td className="tabular py-1.5 text-right text-small text-text-3">
                  {when(Date.parse(gap.lastAt))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

import { api, failureText } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { useCustomerWords } from '../words.ts';
import type { SaidCode } from './code-draft.ts';

/** What a code brought: all in all, and in the last 30 days by day and by member. */
export function CodeFigures({ code }: { code: SaidCode }) {
  const words = useCustomerWords();
  const { data, error } = useLoaded(`figures ${code.id} ${code.customers}`, (signal) =>
    api.contactCodes.contactCodeFigures({ codeId: code.id }, { signal }),
  );
  const rows = (title: string, list: readonly { key: string; customers: number }[]) =>
    list.length > 0 && (
      <table className="w-full text-dense">
        <caption className="pb-1 text-left text-small text-text-3">{title}</caption>
        <tbody>
          {list.map(({ key, customers }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal">
                {key}
              </th>
              <td className="tabular text-right">{customers}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  return (
    <section aria-label={words.codeForm.figures} className="mt-4 flex flex-col gap-3">
      <p className="text-center">
        {words.scans(code.scans)} · {words.came(code.customers)}
      </p>
      {error ? <p className="text-small text-danger">{failureText(error)}</p> : null}
      {data &&
        rows(
          words.codeForm.byDay,
          data.days.map((d) => ({ key: d.day, customers: d.customers })),
        )}
      {data &&
        rows(
          words.codeForm.byMember,
          data.members.map((m) => ({ key: m.name, customers: m.customers })),
        )}
    </section>
  );
}

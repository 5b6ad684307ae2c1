import type { CustomerImport } from '../../../../../contract/src/customers.ts';
import { useCustomerWords } from '../words.ts';

const MOST = 200;

/** What is wrong with a table, cell by cell: its line, its column, what stands there. */
export function ImportFaults({ told }: { told: CustomerImport }) {
  const words = useCustomerWords().imports;
  return (
    <div>
      <p className="mb-1 text-dense font-medium text-danger">{words.faults(told.faulty)}</p>
      <div className="overflow-auto" tabIndex={0} role="region" aria-label={words.faults(told.faulty)}>
        <table className="w-full text-left text-dense">
          <thead className="text-small text-text-3">
            <tr>
              {Object.values(words.heads).map((title) => (
                <th key={title} scope="col" className="py-1 pr-4 font-medium whitespace-nowrap">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.faults.slice(0, MOST).map((f, i) => (
              <tr key={`${f.line}/${i}`} className="border-t border-line/70">
                <td className="tabular py-1.5 pr-4 text-text-3">{f.line}</td>
                <td className="py-1.5 pr-4 whitespace-nowrap">{f.column || '—'}</td>
                <td className="py-1.5 pr-4 wrap-anywhere">{f.value || words.empty}</td>
                <td className="py-1.5 text-danger">{words.what[f.what]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {told.faults.length > MOST && <p className="pt-2 text-small text-text-3">{words.first(MOST)}</p>}
    </div>
  );
}

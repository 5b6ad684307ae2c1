import { useState } from 'react';
import { CircleCheck } from 'lucide-react';
import type { ImportFault } from '../../../../contract/src/member-import.ts';
import { Empty } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { useDirectoryWords } from './words.ts';

/** Every faulty cell by row and column, with what is wrong; it can be corrected on the spot. */
export function FaultyCells({
  faults,
  total,
  busy,
  onFix,
}: {
  faults: ImportFault[];
  total: number;
  busy: boolean;
  onFix: (cells: { row: number; index: number; value: string }[]) => void;
}) {
  const words = useDirectoryWords().imports;
  const [mended, setMended] = useState<Record<string, string>>({});
  const keyOf = (f: ImportFault) => `${f.row}/${f.index}`;
  const cells = faults.flatMap((f) => {
    const value = mended[keyOf(f)];
    return f.index !== null && value !== undefined && value !== f.value
      ? [{ row: f.row, index: f.index, value }]
      : [];
  });
  if (faults.length === 0) return <Empty icon={<CircleCheck />} title={`${words.faults} 0`} />;
  return (
    <>
      <form
        className="flex shrink-0 flex-wrap items-center gap-3 px-4 py-2"
        onSubmit={(e) => {
          e.preventDefault();
          onFix(cells);
        }}
        id="faulty-cells"
      >
        <p className="flex-1 text-small text-text-3">{words.fixHint}</p>
        <Button type="submit" look="soft" disabled={cells.length === 0} busy={busy}>
          {words.fix}
        </Button>
      </form>
      <div className="min-h-0 flex-1 overflow-auto">
        <table className="w-full text-left text-dense">
          <thead className="sticky top-0 z-1 bg-surface text-small text-text-3">
            <tr>
              {[words.row, words.column, words.value, words.problem].map((title) => (
                <th key={title} scope="col" className="px-4 py-2 font-medium whitespace-nowrap">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {faults.map((f) => (
              <tr key={`${keyOf(f)}/${f.code}`} className="border-t border-line/70">
                <td className="tabular px-4 py-1.5">{f.row}</td>
                <td className="px-4 py-1.5 whitespace-nowrap">{f.column || '—'}</td>
                <td className="min-w-44 px-4 py-1.5">
                  {f.index === null ? (
                    <span className="text-text-3">{words.noColumn}</span>
                  ) : (
                    <Input
                      form="faulty-cells"
                      aria-label={words.cell(f.row, f.column)}
                      aria-invalid
                      value={mended[keyOf(f)] ?? f.value}
                      onChange={(e) => setMended({ ...mended, [keyOf(f)]: e.target.value })}
                      className="h-8!"
                    />
                  )}
                </td>
                <td className="min-w-48 px-4 py-1.5 text-danger">{f.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {faults.length < total && <p className="p-4 text-small text-text-3">{words.first(faults.length)}</p>}
      </div>
    </>
  );
}

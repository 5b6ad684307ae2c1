import { useState } from 'react';
import type { CustomerId } from '../../../../../contract/src/ids.ts';
import { api } from '../../../lib/api.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { SearchInput } from '../../../ui/input.tsx';
import { useCustomerWords } from '../words.ts';

/** Somebody else who is this person, though neither phone nor mail says so: looked for by hand. */
export function FindOther({ rootId, onFound }: { rootId: CustomerId; onFound: (other: CustomerId) => void }) {
  const words = useCustomerWords();
  const [q, setQ] = useState('');
  const said = q.trim();
  const found = useLoaded(said || null, () =>
    api.customers.listCustomers({ whose: 'all', q: said, limit: 20 }),
  );
  const others = (found.data?.follows ?? []).filter(
    (f, i, all) => f.rootId !== rootId && all.findIndex((o) => o.rootId === f.rootId) === i,
  );
  return (
    <section>
      <p className="mb-1.5 text-dense font-medium text-text-2">{words.merge.byHand}</p>
      <SearchInput value={q} onValue={setQ} label={words.merge.find} />
      <ul>
        {others.slice(0, 6).map((f) => (
          <li key={f.rootId}>
            <button
              type="button"
              className="flex w-full flex-wrap items-center gap-2 rounded-box px-3 py-2.5 text-left text-dense hover:bg-hover"
              onClick={() => onFound(f.rootId)}
            >
              <span>{f.name || words.merge.nameless}</span>
              <span className="text-small text-text-3">
                {[f.remark, f.mobile, f.memberName].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

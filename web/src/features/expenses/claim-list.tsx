import { ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ClaimBrief } from '../../../../contract/src/expenses.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import type { Loaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { toast } from '../../ui/overlays.ts';
import { money } from './money.ts';
import { StateTag } from './state-tag.tsx';
import { useExpenseWords } from './words.ts';

export interface Claims {
  claims: ClaimBrief[];
  next: ClaimBrief['id'] | null;
}

/** My claims, newest first. */
export function ClaimList({ loaded, chosen }: { loaded: Loaded<Claims>; chosen: string | undefined }) {
  const words = useExpenseWords();
  const [more, setMore] = useState<{ of: Claims; claims: ClaimBrief[]; next: Claims['next'] } | null>(null);
  const { data } = loaded;
  if (!data && loaded.error !== null)
    return (
      <Empty
        title={words.failed}
        text={failureText(loaded.error)}
        action={<Button onClick={loaded.reload}>{words.retry}</Button>}
      />
    );
  if (!data) return <RowsSkeleton rows={5} />;
  if (data.claims.length === 0)
    return <Empty icon={<ReceiptText />} title={words.none} text={words.noneText} />;
  const extra = more?.of === data ? more : null;
  const next = extra ? extra.next : data.next;
  const loadMore = async (before: NonNullable<Claims['next']>) => {
    try {
      const page = await api.expenses.listMyClaims({ before });
      setMore({ of: data, claims: [...(extra?.claims ?? []), ...page.claims], next: page.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-1.5">
      <ul aria-label={words.mine}>
        {[...data.claims, ...(extra?.claims ?? [])].map((c) => (
          <li key={c.id}>
            <Link
              href={`/expenses/${c.id}`}
              aria-current={c.id === chosen ? 'page' : undefined}
              className={cx(
                'flex flex-col gap-1 rounded-box px-3 py-2.5',
                c.id === chosen ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
            >
              <span className="flex items-baseline gap-2">
                <span className="min-w-0 flex-1 truncate text-body">{c.purpose}</span>
                <span className="tabular text-body font-medium">{money(c.total, c.currency)}</span>
              </span>
              <span className="flex items-center gap-1.5 text-small text-text-3">
                <span className="tabular min-w-0 flex-1 truncate">
                  {`${when(Date.parse(c.submittedAt ?? c.createdAt))} · ${words.items(c.lines)}`}
                </span>
                {c.overLimit && <Tag tone="warn">{words.overLimit}</Tag>}
                {c.overBudget && <Tag tone="warn">{words.overBudget}</Tag>}
                <StateTag state={c.state} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {next && (
        <Button look="plain" className="mx-auto my-2 flex" onClick={() => void loadMore(next)}>
          {words.more}
        </Button>
      )}
    </div>
  );
}

import { useState } from 'react';
import type { Ticket } from '../../../../contract/src/tickets.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type Colleague, TicketDialog } from './ticket-dialog.tsx';
import { useFresh } from './use-fresh.ts';
import { useDeskWords } from './words.ts';

type Box = 'mine' | 'open' | 'ended';

/** Tickets as a page of the desk: mine, everybody's, and what is over. */
export function Tickets({ colleagues, onBack }: { colleagues: readonly Colleague[]; onBack?: () => void }) {
  const words = useDeskWords().tickets;
  const [box, setBox] = useState<Box>('mine');
  const [open, setOpen] = useState<Ticket | 'new' | null>(null);
  const loaded = useFresh(`tickets ${box}`, () => api.tickets.listTickets({ box, limit: 100 }));
  return (
    <section aria-label={words.title} className="pane flex-1">
      <div className="flex items-center gap-3 px-4 pt-3">
        {onBack && (
          <Button size="small" look="plain" className="desk:hidden" onClick={onBack}>
            {words.back}
          </Button>
        )}
        <h2 className="flex-1 text-[15px] font-medium">{words.title}</h2>
        <Button size="small" look="solid" onClick={() => setOpen('new')}>
          {words.fresh}
        </Button>
      </div>
      <Tabs
        label={words.title}
        value={box}
        onValue={setBox}
        tabs={(['mine', 'open', 'ended'] as const).map((id) => ({ id, label: words.boxes[id] }))}
      >
        <div className="min-h-0 flex-1 overflow-y-auto p-4">
          {loaded.error ? (
            <Empty title={failureText(loaded.error)} />
          ) : !loaded.data ? (
            <RowsSkeleton rows={3} />
          ) : loaded.data.tickets.length === 0 ? (
            <Empty title={words.none[box]} />
          ) : (
            <TicketList tickets={loaded.data.tickets} onOpen={setOpen} />
          )}
        </div>
      </Tabs>
      {open && (
        <TicketDialog
          ticket={open === 'new' ? null : open}
          colleagues={colleagues}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null);
            loaded.reload();
          }}
        />
      )}
    </section>
  );
}

export function TicketList({
  tickets,
  onOpen,
}: {
  tickets: readonly Ticket[];
  onOpen: (ticket: Ticket) => void;
}) {
  const words = useDeskWords().tickets;
  return (
    <ul className="rounded-box border border-line bg-raised">
      {tickets.map((t) => (
        <li key={t.id} className="border-b border-line last:border-b-0">
          <button
            type="button"
            className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5 text-left hover:bg-hover"
            onClick={() => onOpen(t)}
          >
            <span className="min-w-40 flex-1">
              <span className="block truncate">
                <span className="tabular text-text-3">#{t.no}</span> {t.title}
              </span>
              <span className="block truncate text-small text-text-3">
                {[t.customerName, t.memberName || words.nobody].filter(Boolean).join(' · ')}
              </span>
            </span>
            {t.dueAt && (
              <Tag tone={t.late ? 'danger' : 'plain'}>
                {t.late
                  ? words.late(fullTime(Date.parse(t.dueAt)))
                  : words.due(fullTime(Date.parse(t.dueAt)))}
              </Tag>
            )}
            <Tag tone={t.status === 'doing' ? 'info' : 'plain'}>{words.states[t.status]}</Tag>
          </button>
        </li>
      ))}
    </ul>
  );
}

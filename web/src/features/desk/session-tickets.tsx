import { useState } from 'react';
import type { CustomerId, DeskSessionId } from '../../../../contract/src/ids.ts';
import type { Ticket } from '../../../../contract/src/tickets.ts';
import { api } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { type Colleague, TicketDialog } from './ticket-dialog.tsx';
import { TicketList } from './tickets.tsx';
import { useFresh } from './use-fresh.ts';
import { useDeskWords } from './words.ts';

/** What is being done for the customer of a session, and a way to have more done. */
export function SessionTickets({
  session: { id, customerId },
  colleagues,
}: {
  session: { id: DeskSessionId; customerId: CustomerId };
  colleagues: readonly Colleague[];
}) {
  const words = useDeskWords().tickets;
  const [open, setOpen] = useState<Ticket | 'new' | null>(null);
  const loaded = useFresh(`tickets of ${customerId}`, () =>
    api.tickets.listTickets({ box: 'open', customerId, limit: 20 }),
  );
  const tickets = loaded.data?.tickets ?? [];
  return (
    <section aria-label={words.title} className="mt-5">
      <h3 className="mb-1.5 flex items-center text-dense font-medium text-text-2">
        <span className="flex-1">{words.title}</span>
        <Button size="small" onClick={() => setOpen('new')}>
          {words.fresh}
        </Button>
      </h3>
      {tickets.length > 0 && <TicketList tickets={tickets} onOpen={setOpen} />}
      {open && (
        <TicketDialog
          ticket={open === 'new' ? null : open}
          sessionId={id}
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

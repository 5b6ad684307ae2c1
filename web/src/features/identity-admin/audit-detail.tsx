import type { ReactNode } from 'react';
import type { AuditEntry } from '../../../../contract/src/identity-admin.ts';
import { usePerson } from '../../lib/people.ts';
import { Drawer } from '../../ui/dialog.tsx';
import { second } from './day.ts';
import { useIdentityAdminWords } from './words.ts';

/** A name for what the log names by id: a member's name, the system, or the id itself. */
export function Who({ id }: { id: string }) {
  const words = useIdentityAdminWords();
  const person = usePerson(id);
  if (id === 'system') return <>{words.audit.system}</>;
  return <>{person?.name ?? id}</>;
}

/** One entry of the log in full. */
export function AuditDetail({
  entry,
  named,
  onClose,
}: {
  entry: AuditEntry | null;
  named: (action: string) => string;
  onClose: () => void;
}) {
  const words = useIdentityAdminWords();
  const { columns } = words.audit;
  const row = (title: string, value: ReactNode, code?: string) => (
    <div className="flex flex-col gap-0.5 border-b border-line py-2.5">
      <dt className="text-small text-text-3">{title}</dt>
      <dd className="wrap-anywhere">
        {value}
        {code && <code className="block font-mono text-small text-text-3">{code}</code>}
      </dd>
    </div>
  );
  return (
    <Drawer open={entry !== null} onClose={onClose} title={words.audit.detail}>
      {entry && (
        <dl className="px-4 pb-6">
          {row(columns.no, entry.no)}
          {row(columns.at, <time dateTime={entry.at}>{second(Date.parse(entry.at))}</time>)}
          {row(columns.actor, entry.actorName || <Who id={entry.actor} />, entry.actor)}
          {row(columns.action, named(entry.action), entry.action)}
          {entry.object && row(columns.object, <Who id={entry.object} />, entry.object)}
          {row(
            words.audit.facts,
            Object.keys(entry.detail).length === 0 ? (
              words.audit.noFacts
            ) : (
              <pre tabIndex={0} className="mt-1 overflow-x-auto rounded-m bg-sunken p-3 font-mono text-small">
                {JSON.stringify(entry.detail, undefined, 2)}
              </pre>
            ),
          )}
        </dl>
      )}
    </Drawer>
  );
}

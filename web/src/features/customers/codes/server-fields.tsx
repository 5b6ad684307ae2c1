import { useState } from 'react';
import type { MemberId } from '../../../../../contract/src/ids.ts';
import { usePerson } from '../../../lib/people.ts';
import { Field } from '../../../ui/field.tsx';
import { findColleagues } from '../../../ui/form/find-choices.ts';
import { HoursFields } from '../../../ui/form/hours-fields.tsx';
import { PickField } from '../../../ui/form/pick-field.tsx';
import { Input } from '../../../ui/input.tsx';
import { useCustomerWords } from '../words.ts';
import { servedBy, type Server } from './code-draft.ts';

/** Who serves a code: when each is on duty, and how many new customers each takes in a day. */
export function ServerFields({
  servers,
  several,
  onServers,
}: {
  servers: readonly Server[];
  /** whether others may be chosen */
  several: boolean;
  onServers: (servers: Server[]) => void;
}) {
  const words = useCustomerWords().codeForm;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-dense font-medium text-text-2">{words.servers}</p>
      {several && (
        <PickField
          label={words.servers}
          find={findColleagues}
          max={200}
          value={servers.map((s) => s.memberId)}
          onValue={(ids) => onServers(servedBy(servers, ids as MemberId[]))}
        />
      )}
      {servers.map((server, at) => (
        <ServerRow
          key={server.memberId}
          server={server}
          onServer={(s) => onServers(servers.toSpliced(at, 1, s))}
        />
      ))}
    </div>
  );
}

function ServerRow({ server, onServer }: { server: Server; onServer: (server: Server) => void }) {
  const words = useCustomerWords().codeForm;
  const name = usePerson(server.memberId)?.name ?? '…';
  const [cap, setCap] = useState(String(server.dailyCap ?? ''));
  const write = (text: string) => {
    setCap(text);
    const n = Math.trunc(Number(text));
    onServer({ ...server, dailyCap: n >= 1 ? Math.min(n, 10_000) : null });
  };
  return (
    <div role="group" aria-label={name} className="flex flex-col gap-3 rounded-box border border-line p-3">
      <span className="truncate font-medium">{name}</span>
      <HoursFields hours={server.hours} onHours={(hours) => onServer({ ...server, hours })} />
      <Field label={words.dailyCap} hint={words.dailyCapHint} optional>
        <Input type="number" min={1} max={10_000} value={cap} onChange={(e) => write(e.target.value)} />
      </Field>
    </div>
  );
}

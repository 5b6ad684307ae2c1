import { useState } from 'react';
import type { MemberRecord } from '../../../../contract/src/directory-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/overlays.ts';
import { OnePerson } from './member-places.tsx';
import { useDirectoryWords } from './words.ts';

/** Before somebody leaves: what they leave behind, and who takes it over. */
export function LeaveDialog({
  member,
  onClose,
  onLeft,
}: {
  member: MemberRecord;
  onClose: () => void;
  onLeft: () => void;
}) {
  const words = useDirectoryWords();
  const [picking, setPicking] = useState(false);
  const [heir, setHeir] = useState<{ id: MemberRecord['id']; name: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const { data, error } = useLoaded(`handover ${member.id}`, (signal) =>
    api.directoryAdmin.getHandover({ memberId: member.id }, { signal }),
  );
  const leave = async () => {
    setBusy(true);
    try {
      if (heir) await api.directoryAdmin.handOver({ memberId: member.id, to: heir.id });
      await api.directoryAdmin.leaveMember({ memberId: member.id });
      toast(words.saved, { tone: 'ok' });
      onLeft();
    } catch (failure) {
      toast(failureText(failure), { tone: 'danger' });
      setBusy(false);
    }
  };
  const something = data && data.reports.length + data.led.length > 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.admin.leaveSure(member.name)}
      description={words.admin.leaveText}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="danger" busy={busy} disabled={!data} onClick={() => void leave()}>
            {heir ? words.admin.handOverAndLeave : words.admin.leaveOnly}
          </Button>
        </>
      }
    >
      <h3 className="mb-2 text-dense font-medium text-text-2">{words.admin.handover}</h3>
      {error ? (
        <p role="alert" className="text-dense text-danger">
          {failureText(error)}
        </p>
      ) : !data ? (
        <RowsSkeleton rows={2} />
      ) : !something ? (
        <p className="text-dense text-text-3">{words.admin.nothingToHandOver}</p>
      ) : (
        <div className="flex flex-col gap-3 text-dense">
          {data.reports.length > 0 && (
            <div>
              <div className="font-medium">{words.admin.reports(data.reports.length)}</div>
              <div className="text-text-2">{data.reports.map((m) => m.name).join('、')}</div>
            </div>
          )}
          {data.led.length > 0 && (
            <div>
              <div className="font-medium">{words.admin.led(data.led.length)}</div>
              {data.led.map((d) => (
                <div key={d.id} className="text-text-2">
                  {d.names.join(' / ')}
                </div>
              ))}
            </div>
          )}
          <div className="flex items-center gap-2">
            <Button onClick={() => setPicking(true)}>{words.admin.heir}</Button>
            <span className="truncate">{heir?.name}</span>
          </div>
        </div>
      )}
      {picking && (
        <OnePerson
          title={words.admin.heir}
          except={member.id}
          onClose={() => setPicking(false)}
          onPick={(p) => {
            setHeir({ id: p.id as MemberRecord['id'], name: p.name });
            setPicking(false);
          }}
        />
      )}
    </Dialog>
  );
}

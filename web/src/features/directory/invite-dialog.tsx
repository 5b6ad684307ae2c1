import type { MemberRecord } from '../../../../contract/src/directory-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { fullTime } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Skeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useDirectoryWords } from './words.ts';

/** Given by the page: runs what the server wants a fresh proof of identity for; `asking` while the member is asked for one. */
export interface Proof {
  confirmed<T>(run: () => Promise<T>): Promise<T>;
  asking: boolean;
}

/** A fresh link by which a member chooses a password. */
export function InviteDialog({
  memberId,
  proof,
  onClose,
}: {
  memberId: MemberRecord['id'];
  proof: Proof;
  onClose: () => void;
}) {
  const words = useDirectoryWords();
  const { data, error } = useLoaded(`invite ${memberId}`, () =>
    proof.confirmed(() => api.identityAdmin.inviteMember({ memberId })),
  );
  return (
    <Dialog
      open={!proof.asking}
      onClose={onClose}
      title={words.admin.invite}
      description={words.admin.inviteText}
    >
      {error ? (
        <p role="alert" className="text-dense text-danger">
          {failureText(error)}
        </p>
      ) : !data ? (
        <Skeleton className="h-9 w-full" />
      ) : (
        <div className="flex items-end gap-2">
          <Field label={words.admin.invite} hint={fullTime(Date.parse(data.expiresAt))} className="flex-1">
            <Input readOnly value={data.url} onFocus={(e) => e.target.select()} />
          </Field>
          <Button
            look="solid"
            className="mb-6"
            onClick={() => void copyText(data.url).then(() => toast(words.admin.copied, { tone: 'ok' }))}
          >
            {words.admin.copy}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

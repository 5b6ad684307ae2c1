import type { MemberRecord } from '../../../../contract/src/directory-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { copyText } from '../../lib/clipboard.ts';
import { fullTime } from '../../lib/format.ts';
import { confirmed, useAsking } from '../../lib/step-up.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Skeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useDirectoryWords } from './words.ts';

/** A fresh link by which a member chooses a password. */
export function InviteDialog({ memberId, onClose }: { memberId: MemberRecord['id']; onClose: () => void }) {
  const words = useDirectoryWords();
  const asking = useAsking();
  const { data, error } = useLoaded(`invite ${memberId}`, () =>
    confirmed(() => api.identityAdmin.inviteMember({ memberId })),
  );
  return (
    <Dialog open={!asking} onClose={onClose} title={words.admin.invite} description={words.admin.inviteText}>
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

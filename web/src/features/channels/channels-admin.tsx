import { Cable } from 'lucide-react';
import { useState } from 'react';
import type { ChannelAccount } from '../../../../contract/src/channels.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import type { MemberPickerProps } from '../../ui/member-picker.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { ChannelForm } from './channel-form.tsx';
import { ChannelTransfers } from './channel-transfers.tsx';
import { useChannelsWords } from './words.ts';

/** The company's accounts elsewhere: how each is doing, testing it, and the address the other side calls. */
export function ChannelsAdmin({ findMembers }: { findMembers: MemberPickerProps['find'] }) {
  const words = useChannelsWords();
  const [open, setOpen] = useState<ChannelAccount | 'new' | null>(null);
  const [testing, setTesting] = useState('');
  const got = useLoaded('channels', (signal) => api.channels.listChannels({}, { signal }));
  if (got.error) return <Empty title={failureText(got.error)} />;
  if (!got.data) return <RowsSkeleton rows={3} />;
  const run = async (job: () => Promise<unknown>) => {
    try {
      await job();
      got.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const check = async (accountId: ChannelAccount['id']) => {
    setTesting(accountId);
    await run(() => api.channels.checkChannel({ accountId }));
    setTesting('');
  };
  const remove = async (accountId: ChannelAccount['id']) => {
    const asked = { title: words.sureTitle, text: words.sureText, action: words.remove, danger: true };
    if (await confirm(asked)) await run(() => api.channels.removeChannel({ accountId }));
  };
  const { accounts, kinds } = got.data;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-200 flex-col gap-4 px-5 pt-4 pb-8">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 flex-1 text-text-2">{words.intro}</p>
          <Button look="solid" onClick={() => setOpen('new')}>
            {words.add}
          </Button>
        </div>
        {accounts.length === 0 && <Empty icon={<Cable />} title={words.none} text={words.noneText} />}
        <ul className="flex flex-col gap-3">
          {accounts.map((account) => (
            <li
              key={account.id}
              className="flex flex-col gap-3 rounded-[12px] border border-line bg-raised p-4"
            >
              <div className="flex flex-wrap items-center gap-2">
                <h2 className="min-w-0 font-medium break-words">{account.name}</h2>
                <span className="text-small text-text-3">{words.kinds[account.kind] ?? account.kind}</span>
                <Tag
                  tone={account.state === 'ok' ? 'accent' : account.state === 'failing' ? 'danger' : 'plain'}
                >
                  {words.states[account.state]}
                </Tag>
              </div>
              {account.lastError && <p className="text-small break-words text-danger">{account.lastError}</p>}
              {account.lastOkAt && (
                <p className="text-small text-text-3">
                  {words.lastOk(new Date(account.lastOkAt).toLocaleString())}
                </p>
              )}
              {account.hookUrl && (
                <Field label={words.hook}>
                  <Input readOnly value={account.hookUrl} onFocus={(e) => e.target.select()} />
                </Field>
              )}
              <div className="flex flex-wrap gap-2">
                <Button busy={testing === account.id} onClick={() => void check(account.id)}>
                  {words.check}
                </Button>
                <Button onClick={() => setOpen(account)}>{words.edit}</Button>
                <Button look="warn" onClick={() => void remove(account.id)}>
                  {words.remove}
                </Button>
              </div>
            </li>
          ))}
        </ul>
        <ChannelTransfers />
      </div>
      {open && (
        <ChannelForm
          account={open === 'new' ? null : open}
          kinds={kinds}
          findMembers={findMembers}
          onClose={(saved) => {
            setOpen(null);
            if (saved) got.reload();
          }}
        />
      )}
    </div>
  );
}

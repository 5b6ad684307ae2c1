import { ArrowLeftRight, Download, IdCard, Upload, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type {
  ContactCodeId,
  CustomerId,
  CustomerFieldId,
  CustomerTagId,
  MemberId,
} from '../../../../contract/src/ids.ts';
import type { Follow } from '../../../../contract/src/customers.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useSession } from '../../lib/session.ts';
import { useLed } from '../../lib/use-led.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { boundsSet, FieldBounds, noBounds } from '../../ui/form/field-bounds.tsx';
import { Input, SearchInput, Select } from '../../ui/input.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { cx } from '../../ui/cx.ts';
import { toast } from '../../ui/overlays.ts';
import { ImportDialog } from './imports/import-dialog.tsx';
import { type FindMembers, HandOverDialog } from './hand-over-dialog.tsx';
import { MergeDialog } from './merge/merge-dialog.tsx';
import { CustomerProfile } from './merge/customer-profile.tsx';
import { useAsked } from './use-asked.ts';
import { useCustomerWords } from './words.ts';

/** My customers, or those an administrator reaches: found by words, tag, stage, source and day. */
export function CustomerList({ findMembers }: { findMembers: FindMembers }) {
  const words = useCustomerWords();
  const admin = useSession((s) => s.me?.rights.includes('members') === true);
  const led = useLed();
  const [q, setQ] = useState('');
  const [filter, setFilter] = useState({
    whose: 'mine',
    tagId: '',
    stage: '',
    codeId: '',
    from: '',
    fieldId: '',
  });
  const [bounds, setBounds] = useState(noBounds);
  const wanted = useAsked();
  const field = wanted.fields.find((f) => f.id === filter.fieldId);
  const [owner, setOwner] = useState<Person | null>(null);
  const [profile, setProfile] = useState<CustomerId | null>(null);
  const [merging, setMerging] = useState<[CustomerId, CustomerId] | null>(null);
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState<'owner' | 'handOver' | 'import' | null>(null);
  const narrow = {
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(filter.tagId ? { tagId: filter.tagId as CustomerTagId } : {}),
    ...(filter.stage ? { stage: filter.stage } : {}),
    ...(filter.codeId ? { codeId: filter.codeId as ContactCodeId } : {}),
  };
  const asked = {
    whose: filter.whose as 'mine' | 'all',
    ...narrow,
    ...(owner && filter.whose === 'all' ? { memberId: owner.id as MemberId } : {}),
    ...(filter.fieldId ? { fieldId: filter.fieldId as CustomerFieldId } : {}),
    ...(field ? boundsSet(bounds) : {}),
    ...(filter.from ? { from: new Date(filter.from).toISOString() } : {}),
  };
  const key = JSON.stringify(asked);
  const [late, setLate] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setLate(key), 200);
    return () => clearTimeout(timer);
  }, [key]);
  const first = useLoaded(late, () => api.customers.listCustomers(JSON.parse(late) as typeof asked));
  const [more, setMore] = useState<{ key: string; follows: Follow[]; next: string | null } | null>(null);
  const counted = useLoaded(late, () => api.customers.countCustomers(JSON.parse(late) as typeof asked));
  const choices = useLoaded('choices', async () => ({
    ...(await api.customers.listCustomerTags({})),
    ...(await api.contactCodes.listContactCodes({})),
  }));
  const reload = () => {
    setMore(null);
    first.reload();
    counted.reload();
  };
  const added = more?.key === late ? more : null;
  const follows = first.data && [...first.data.follows, ...(added?.follows ?? [])];
  const next = added ? added.next : first.data?.next;
  const goOn = async () => {
    if (!next) return;
    try {
      const page = await api.customers.listCustomers({ ...(JSON.parse(late) as typeof asked), after: next });
      setMore({ key: late, follows: [...(added?.follows ?? []), ...page.follows], next: page.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const choose = (name: keyof typeof filter, label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      className="w-36"
      value={filter[name]}
      onChange={(e) => {
        setFilter({ ...filter, [name]: e.target.value });
        if (name === 'fieldId') setBounds(noBounds);
      }}
      options={options}
    />
  );
  const any = (label: string) => ({ value: '', label: `${label}: ${words.any}` });
  const query = new URLSearchParams(asked).toString();
  // Where there is nobody at all, filters would only be in the way.
  const nobody = follows?.length === 0 && Object.keys(asked).length === 1;
  return (
    <div className="pane min-h-0 flex-1">
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-3">
        {!nobody && <SearchInput value={q} onValue={setQ} label={words.search} className="min-w-56 flex-1" />}
        {!nobody && (
          <Button size="small" className="desk:hidden" aria-expanded={open} onClick={() => setOpen(!open)}>
            {words.filters}
          </Button>
        )}
        {(admin || led.leads) &&
          choose('whose', words.whose, [
            { value: 'mine', label: words.mine },
            { value: 'all', label: admin ? words.all : words.led },
          ])}
        {!nobody && (
          <div className={cx('flex-wrap items-center gap-2 desk:flex', open ? 'flex' : 'hidden')}>
            {choose('stage', words.stage, [
              any(words.stage),
              ...wanted.stages.map((s) => ({ value: s.id, label: s.name })),
            ])}
            {choose('tagId', words.tag, [
              any(words.tag),
              ...(choices.data?.tags ?? []).map((t) => ({ value: t.id, label: `${t.group} / ${t.name}` })),
            ])}
            {choose('codeId', words.source, [
              any(words.source),
              ...(choices.data?.codes ?? []).map((c) => ({ value: c.id, label: c.name })),
            ])}
            {wanted.fields.length > 0 &&
              choose('fieldId', words.field, [
                any(words.field),
                ...wanted.fields.map((f) => ({ value: f.id, label: f.name })),
              ])}
            {field && <FieldBounds field={field} bounds={bounds} onBounds={setBounds} words={words} />}
            {filter.whose === 'all' && (
              <Button size="small" onClick={() => (owner ? setOwner(null) : setAsking('owner'))}>
                {owner ? `${words.owner}: ${owner.name} ✕` : words.allOwners}
              </Button>
            )}
            <Input
              type="date"
              aria-label={words.from}
              value={filter.from}
              onChange={(e) => setFilter({ ...filter, from: e.target.value })}
              className="!w-40"
            />
          </div>
        )}
        {/* A hand-over cannot be narrowed by a field, so it is not offered beside one. */}
        {filter.whose === 'all' &&
          (admin || led.may('hand_over') || led.may('inherit')) &&
          !field &&
          !nobody && (
            <Button
              size="small"
              icon={<ArrowLeftRight aria-hidden className="size-4" />}
              onClick={() => setAsking('handOver')}
            >
              {words.handOver.open}
            </Button>
          )}
        <span className="ml-auto flex items-center gap-2">
          {!nobody && counted.data && (
            <span role="status" className="tabular text-small text-text-3">
              {words.counted(counted.data.count, counted.data.more)}
            </span>
          )}
          <Button
            size="small"
            icon={<Upload aria-hidden className="size-4" />}
            onClick={() => setAsking('import')}
          >
            {words.imports.open}
          </Button>
          {!nobody && (
            <a
              href={`/api/customers/export?as=xlsx&${query}`}
              download
              className="inline-flex items-center gap-1.5 rounded-chip px-2 py-1 text-dense text-accent hover:bg-hover"
            >
              <Download aria-hidden className="size-4" />
              {words.export}
            </a>
          )}
        </span>
      </div>
      {asking === 'import' && (
        <ImportDialog
          onClose={(changed) => {
            setAsking(null);
            if (changed) reload();
          }}
        />
      )}
      {asking === 'owner' && (
        <Dialog open onClose={() => setAsking(null)} title={words.owner}>
          <MemberPicker
            label={words.owner}
            find={findMembers}
            value={[]}
            max={1}
            onValue={([picked]) => {
              setOwner(picked ?? null);
              setAsking(null);
            }}
          />
        </Dialog>
      )}
      {asking === 'handOver' && (
        <HandOverDialog
          from={owner}
          only={narrow}
          narrowed={Object.keys(narrow).length > 0}
          findMembers={findMembers}
          onClose={() => {
            setAsking(null);
            reload();
          }}
        />
      )}
      {profile && (
        <CustomerProfile
          customerId={profile}
          onClose={() => setProfile(null)}
          onChanged={reload}
          onMerge={(other) => {
            setMerging([profile, other]);
            setProfile(null);
          }}
        />
      )}
      {merging && (
        <MergeDialog
          one={merging[0]}
          other={merging[1]}
          onClose={(merged) => {
            setMerging(null);
            if (merged) reload();
          }}
        />
      )}
      {first.error ? (
        <Empty title={failureText(first.error)} />
      ) : !follows ? (
        <RowsSkeleton rows={6} />
      ) : follows.length === 0 ? (
        <Empty icon={<UserRound />} title={words.none} text={words.noneText} />
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-6" tabIndex={0} aria-label={words.title}>
          {follows.map((f) => (
            <Line
              key={f.customerId + f.memberId}
              follow={f}
              tags={choices.data?.tags ?? []}
              stageName={wanted.stageName}
              onProfile={() => setProfile(f.customerId)}
            />
          ))}
          {next && (
            <li className="p-3 text-center">
              <Button onClick={() => void goOn()}>{words.more}</Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function Line({
  follow: f,
  tags,
  stageName,
  onProfile,
}: {
  follow: Follow;
  onProfile: () => void;
  tags: readonly { id: string; name: string }[];
  stageName: (id: string) => string;
}) {
  const words = useCustomerWords();
  const mine = useSession((s) => s.me?.member.id === f.memberId);
  const admin = useSession((s) => s.me?.rights.includes('members') === true);
  const title = f.remark || f.name;
  const names = [...f.tagIds.map((id) => tags.find((t) => t.id === id)?.name ?? ''), ...f.personal].filter(
    Boolean,
  );
  const inside = (
    <>
      <Avatar id={f.customerId} name={title} size={40} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2">
          <span className="truncate">{title}</span>
          {f.remark && <span className="truncate text-small text-text-3">{f.name}</span>}
          <Tag tone={f.state === 'waiting' ? 'warn' : 'info'}>
            {f.state === 'following' ? stageName(f.stage) : words.states[f.state]}
          </Tag>
          {names.map((n) => (
            <Tag key={n}>{n}</Tag>
          ))}
        </span>
        <span className="block truncate text-small text-text-3">
          {[f.memberName, f.company, f.mobile, f.channel || f.codeName].filter(Boolean).join(' · ')}
        </span>
      </span>
      <time className="tabular shrink-0 text-tiny text-text-3" dateTime={f.addedAt}>
        {when(Date.parse(f.addedAt))}
      </time>
    </>
  );
  const look = 'flex min-w-0 flex-1 items-center gap-3 rounded-box px-3 py-2.5';
  return (
    <li className="flex items-center gap-1">
      {mine ? (
        <Link href={`/chats/${f.chatId}`} className={`${look} hover:bg-hover`}>
          {inside}
        </Link>
      ) : (
        <div className={look}>{inside}</div>
      )}
      {admin && (
        <IconButton label={words.merge.profileOf(title)} onClick={onProfile}>
          <IdCard aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  );
}

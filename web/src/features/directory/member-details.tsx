import { Mail, MessageCircle, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MemberBrief } from '../../../../contract/src/directory.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { useDirectoryWords } from './words.ts';

/** Who a colleague is: everything the company lets me see. */
export function MemberDetails({
  id,
  onWrite,
  onMember,
}: {
  id: MemberBrief['id'];
  onWrite: () => void;
  onMember: (id: MemberBrief['id']) => void;
}) {
  const words = useDirectoryWords();
  const { data: card, error } = useLoaded(id, (signal) =>
    api.directory.getMemberCard({ memberId: id }, { signal }),
  );
  if (error) return <Empty title={failureText(error)} />;
  if (!card) return <RowsSkeleton rows={4} />;
  const leads = (departmentId: string) => card.departments.some((d) => d.id === departmentId && d.leader);
  return (
    <article aria-label={card.name} className="flex flex-col gap-5 p-5">
      <div className="flex items-center gap-4">
        <Avatar id={card.id} name={card.name} src={card.avatar} size={64} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <span className="text-large font-medium wrap-anywhere">{card.name}</span>
            {card.status !== 'active' && (
              <Tag tone={card.status === 'invited' ? 'plain' : 'danger'}>{words.statuses[card.status]}</Tag>
            )}
          </div>
          <div className="truncate text-dense text-text-2">
            {[card.position, card.alias].filter(Boolean).join(' · ')}
          </div>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="solid" icon={<MessageCircle aria-hidden className="size-4" />} onClick={onWrite}>
          {words.card.write}
        </Button>
        {card.mobile && (
          <Away
            href={`tel:${card.mobile}`}
            icon={<Phone aria-hidden className="size-4" />}
            label={words.card.call}
          />
        )}
        {card.email && (
          <Away
            href={`mailto:${card.email}`}
            icon={<Mail aria-hidden className="size-4" />}
            label={words.card.mail}
          />
        )}
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-2.5 text-dense">
        <Fact name={words.card.userid}>{card.userid}</Fact>
        {card.mobile && <Fact name={words.card.mobile}>{card.mobile}</Fact>}
        {card.phone && <Fact name={words.card.phone}>{card.phone}</Fact>}
        {card.email && <Fact name={words.card.email}>{card.email}</Fact>}
        {card.address && <Fact name={words.card.address}>{card.address}</Fact>}
        {card.gender && <Fact name={words.card.gender}>{words.genders[card.gender]}</Fact>}
        {card.manager && (
          <Fact name={words.card.manager}>
            <button
              type="button"
              className="rounded-chip text-accent hover:underline"
              onClick={() => card.manager && onMember(card.manager.id)}
            >
              {card.manager.name}
            </button>
          </Fact>
        )}
        {card.paths.length > 0 && (
          <Fact name={words.card.departments}>
            {card.paths.map((p) => (
              <span key={p.id} className="flex flex-wrap items-center gap-1.5">
                {p.names.join(' / ')}
                {leads(p.id) && <Tag tone="accent">{words.leader}</Tag>}
              </span>
            ))}
          </Fact>
        )}
        {card.custom.map((c) => (
          <Fact key={c.name} name={c.name}>
            {c.kind === 'url' && /^https?:\/\//i.test(c.value) ? (
              <a href={c.value} target="_blank" rel="noreferrer noopener" className="text-accent underline">
                {c.value}
              </a>
            ) : (
              c.value
            )}
          </Fact>
        ))}
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

/** A link that leaves the page for the phone or the mail program, dressed as a button. */
function Away({ href, icon, label }: { href: string; icon: ReactNode; label: string }) {
  return (
    <a
      href={href}
      className="tap inline-flex h-9 items-center gap-1.5 rounded-[8px] bg-raised px-3.5 text-body font-medium ring-1 ring-line ring-inset hover:bg-hover"
    >
      {icon}
      {label}
    </a>
  );
}

import {
  Check,
  CalendarClock,
  Crown,
  Ellipsis,
  Landmark,
  Megaphone,
  Plus,
  ScrollText,
  Settings2,
  ShieldCheck,
  Target,
  X,
} from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { identityAdmin, Role } from '../../../../contract/src/identity-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { list } from '../../lib/format.ts';
import { refreshSession, useMe } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { confirm, openMenu, toast } from '../../ui/overlays.ts';
import { confirmed } from '../../lib/step-up.ts';
import { day } from './day.ts';
import { GrantDialog, type GrantAsk } from './grant-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { Body, Waiting } from './page-parts.tsx';
import type { Named } from './scope-picker.tsx';
import { useAnswer } from './use-answer.ts';
import { useIdentityAdminWords } from './words.ts';

export type Holder = OutputOf<typeof identityAdmin.listRoles>['roles'][number];
const order = [
  'owner',
  'system',
  'security',
  'audit',
  'attendance',
  'outreach',
  'finance',
  'assessment',
] as const;
const icons = {
  owner: Crown,
  system: Settings2,
  security: ShieldCheck,
  audit: ScrollText,
  attendance: CalendarClock,
  outreach: Megaphone,
  finance: Landmark,
  assessment: Target,
};

/** Who administers the company: one card for each role, with what it may do and who holds it. */
export function RolesPage() {
  const words = useIdentityAdminWords();
  const me = useMe();
  const [, navigate] = useLocation();
  const { value, failure, again } = useAnswer(() => api.identityAdmin.listRoles({}));
  const [grant, setGrant] = useState<GrantAsk | null>(null);
  const [handing, setHanding] = useState(false);
  if (!value) return <Waiting failure={failure} again={again} />;

  const mine = value.roles.find((r) => r.member.id === me.member.id);
  const owner = mine?.role === 'owner';
  const owners = value.roles.filter((r) => r.role === 'owner' && r.member.status === 'active');
  const names = new Map(value.departments.map((d) => [d.id, d.name]));
  const scopeOf = (r: Holder): Named[] | null =>
    r.departments?.map((id) => ({ id, name: names.get(id) ?? id })) ?? null;
  const mayAppoint = (role: Role) =>
    mine?.departments === null && (owner || (role !== 'owner' && role !== 'security'));

  const mineChanged = async () => {
    await refreshSession();
    navigate('/');
  };
  const withdraw = async (r: Holder) => {
    const own = r.member.id === me.member.id;
    const yes = await confirm({
      title: words.roles.withdrawSure(r.member.name, words.roles.names[r.role]),
      text: own ? words.roles.withdrawMine : words.roles.withdrawText,
      action: words.roles.withdraw,
      danger: true,
    });
    if (!yes) return;
    try {
      await confirmed(() => api.identityAdmin.revokeRole({ role: r.role, memberId: r.member.id }));
      toast(words.roles.withdrawn, { tone: 'ok' });
      if (own) await mineChanged();
      else again();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const menu = (r: Holder, at: Element) => {
    const last = r.role === 'owner' && owners.length < 2 && owners[0]?.member.id === r.member.id;
    const limitable =
      (r.role === 'system' || r.role === 'security' || r.role === 'attendance') &&
      r.member.id !== me.member.id;
    openMenu({
      at,
      label: words.roles.actions(r.member.name),
      items: [
        ...(limitable
          ? [
              {
                label: words.roles.change,
                onSelect: () => setGrant({ role: r.role, member: r.member, scope: scopeOf(r) }),
              },
            ]
          : []),
        ...(last ? [{ title: words.roles.lastOwner }] : []),
        {
          label: words.roles.withdraw,
          danger: true,
          disabled: last,
          onSelect: () => void withdraw(r),
        },
      ],
    });
  };

  return (
    <Body>
      <p className="text-dense text-text-2">{words.roles.intro}</p>
      {order.map((role) => {
        const holders = value.roles.filter((r) => r.role === role);
        const Icon = icons[role];
        return (
          <section key={role} aria-labelledby={`role-${role}`} className="rounded-l ring-1 ring-line">
            <div className="flex flex-col gap-2 px-4 pt-3.5 pb-3">
              <div className="flex flex-wrap items-center gap-2">
                <Icon aria-hidden className="size-[18px] text-accent" />
                <h2 id={`role-${role}`} className="flex-1 text-[15px] font-medium">
                  {words.roles.names[role]}
                </h2>
                {!mayAppoint(role) && <Tag>{words.roles.onlyOwner}</Tag>}
                {role === 'owner' && owner && (
                  <Button size="small" onClick={() => setHanding(true)}>
                    {words.roles.handOver}
                  </Button>
                )}
                {mayAppoint(role) && (
                  <Button
                    size="small"
                    look="soft"
                    icon={<Plus aria-hidden className="size-3.5" />}
                    onClick={() => setGrant({ role, member: null, scope: null })}
                  >
                    {words.roles.add(words.roles.names[role])}
                  </Button>
                )}
              </div>
              <p className="flex gap-2 text-dense text-text-2">
                <Check aria-hidden className="mt-1 size-3.5 shrink-0 text-ok" />
                <span>
                  <span className="font-medium">{words.roles.may}</span> {words.roles.can[role]}
                </span>
              </p>
              <p className="flex gap-2 text-dense text-text-2">
                <X aria-hidden className="mt-1 size-3.5 shrink-0 text-text-3" />
                <span>
                  <span className="font-medium">{words.roles.mayNot}</span> {words.roles.cannot[role]}
                </span>
              </p>
            </div>
            <ul className="border-t border-line">
              {holders.length === 0 && (
                <li className="px-4 py-3 text-dense text-text-3">{words.roles.nobody}</li>
              )}
              {holders.map((r) => {
                const scope = scopeOf(r);
                const mayTouch = mayAppoint(r.role) || r.member.id === me.member.id;
                return (
                  <li key={r.member.id} className="flex items-center gap-3 px-4 py-2.5">
                    <Avatar id={r.member.id} name={r.member.name} src={r.member.avatar} size={36} />
                    <div className="min-w-0 flex-1">
                      <div className="flex min-w-0 items-center gap-2">
                        <span className="truncate">{r.member.name}</span>
                        {r.member.id === me.member.id && <Tag tone="accent">{words.you}</Tag>}
                      </div>
                      <div className="text-small text-text-3">
                        {scope ? list(scope.map((d) => d.name)) : words.whole}
                        {' · '}
                        {words.since(day(Date.parse(r.since)))}
                      </div>
                    </div>
                    {mayTouch && (
                      <IconButton
                        label={words.roles.actions(r.member.name)}
                        aria-haspopup="menu"
                        onClick={(e) => menu(r, e.currentTarget)}
                      >
                        <Ellipsis aria-hidden className="size-4" />
                      </IconButton>
                    )}
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
      {grant && (
        <GrantDialog ask={grant} holders={value.roles} onClose={() => setGrant(null)} onDone={again} />
      )}
      {handing && <HandOverDialog onClose={() => setHanding(false)} onDone={() => void mineChanged()} />}
    </Body>
  );
}

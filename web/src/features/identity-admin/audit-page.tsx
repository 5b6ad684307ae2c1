import { CircleCheck, Download, ShieldAlert, ShieldCheck, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { AuditEntry, identityAdmin } from '../../../../contract/src/identity-admin.ts';
import { api, failureText } from '../../lib/api.ts';
import { useDesk } from '../../lib/media.ts';
import { Empty } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { MemberPicker, type Person } from '../../ui/member-picker.tsx';
import { toast } from '../../ui/overlays.ts';
import { AuditDetail, Who } from './audit-detail.tsx';
import { count, minute, second } from './day.ts';
import { exportAudit } from './export-audit.ts';
import { findColleagues } from '../../lib/find-colleagues.ts';
import { Fault } from './page-parts.tsx';
import { useIdentityAdminWords } from './words.ts';

type Verdict = OutputOf<typeof identityAdmin.verifyAudit>;
const PAGE = 100;

/** Local midnight of a date field, some days later, as an instant. */
function midnight(date: string, later = 0): string {
  const at = new Date(`${date}T00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}

/** What was done and by whom, newest first. */
export function AuditPage() {
  const words = useIdentityAdminWords();
  const desk = useDesk();
  const [filter, setFilter] = useState({ from: '', to: '', action: '' });
  const [actor, setActor] = useState<Person | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [log, setLog] = useState<{ on: string; entries: AuditEntry[]; more: boolean } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [busy, setBusy] = useState<'verify' | 'export' | null>(null);
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const asked = useRef<string | null>(null);

  const wanted: Record<string, string> = {
    ...(filter.from ? { from: midnight(filter.from) } : {}),
    ...(filter.to ? { to: midnight(filter.to, 1) } : {}),
    ...(actor ? { actor: actor.id } : {}),
    ...(filter.action ? { action: filter.action } : {}),
  };
  const on = JSON.stringify(wanted);
  useEffect(() => {
    const stop = new AbortController();
    asked.current = null;
    api.identityAdmin.readAudit({ ...(JSON.parse(on) as object), limit: PAGE }, { signal: stop.signal }).then(
      (page) => {
        if (stop.signal.aborted) return;
        setFault(null);
        setLog({ on, ...page });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setFault(failureText(error));
        setLog({ on, entries: [], more: false });
      },
    );
    return () => stop.abort();
  }, [on]);
  const shown = log?.on === on ? log : null;

  const older = async () => {
    const last = shown?.entries.at(-1);
    const page = `${on} ${last?.no}`;
    if (!shown?.more || !last || asked.current === page) return;
    asked.current = page;
    try {
      const next = await api.identityAdmin.readAudit({ ...wanted, before: last.no, limit: PAGE });
      setLog((now) =>
        now?.on === on ? { on, entries: [...now.entries, ...next.entries], more: next.more } : now,
      );
    } catch (error) {
      asked.current = null;
      setFault(failureText(error));
    }
  };
  const work = async (which: 'verify' | 'export', run: () => Promise<void>) => {
    setBusy(which);
    setFault(null);
    try {
      await run();
    } catch (error) {
      setFault(failureText(error));
    } finally {
      setBusy(null);
    }
  };

  const names: Record<string, string> = words.audit.actions;
  const named = (action: string) => names[action] ?? action;
  const all: Column<AuditEntry>[] = [
    {
      id: 'at',
      title: words.audit.columns.at,
      width: desk ? '170px' : '116px',
      cell: (e) => <span className="tabular">{(desk ? second : minute)(Date.parse(e.at))}</span>,
    },
    {
      id: 'actor',
      title: words.audit.columns.actor,
      width: desk ? 'minmax(110px, 1fr)' : 'minmax(80px, 1fr)',
      cell: (e) => e.actorName || <Who id={e.actor} />,
    },
    {
      id: 'action',
      title: words.audit.columns.action,
      width: 'minmax(120px, 1.4fr)',
      cell: (e) => named(e.action),
    },
    {
      id: 'object',
      title: words.audit.columns.object,
      width: 'minmax(120px, 1.4fr)',
      cell: (e) => <Who id={e.object} />,
    },
    { id: 'no', title: words.audit.columns.no, width: '80px', align: 'end', cell: (e) => e.no },
  ];
  const groups = Object.entries(words.audit.groups);
  return (
    <div className="pane flex-1">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-3">
        <Input
          type="date"
          aria-label={words.audit.from}
          value={filter.from}
          max={filter.to || undefined}
          onChange={(e) => setFilter({ ...filter, from: e.target.value })}
          className="!w-[calc(50%-12px)] desk:!w-36"
        />
        <span aria-hidden className="-mx-1 text-text-3">
          –
        </span>
        <Input
          type="date"
          aria-label={words.audit.to}
          value={filter.to}
          min={filter.from || undefined}
          onChange={(e) => setFilter({ ...filter, to: e.target.value })}
          className="!w-[calc(50%-12px)] desk:!w-36"
        />
        <Select
          aria-label={words.audit.action}
          value={filter.action}
          onChange={(e) => setFilter({ ...filter, action: e.target.value })}
          className="max-w-44"
          options={[
            { value: '', label: words.audit.anyAction },
            ...groups.flatMap(([prefix, label]) => [
              { value: prefix, label },
              ...Object.keys(names)
                .filter((code) => code.startsWith(prefix))
                .map((code) => ({ value: code, label: `\u3000${named(code)}` })),
            ]),
          ]}
        />
        <span className="inline-flex items-center">
          <Button
            onClick={() => setChoosing(true)}
            aria-label={`${words.audit.actor}: ${actor?.name ?? words.audit.anyActor}`}
          >
            {actor?.name ?? words.audit.anyActor}
          </Button>
          {actor && (
            <IconButton label={words.audit.anyActor} onClick={() => setActor(null)}>
              <X aria-hidden className="size-4" />
            </IconButton>
          )}
        </span>
        <span className="hidden flex-1 desk:block" />
        <Button
          busy={busy === 'verify'}
          icon={<ShieldCheck aria-hidden className="size-4" />}
          onClick={() => void work('verify', async () => setVerdict(await api.identityAdmin.verifyAudit({})))}
        >
          {words.audit.verify}
        </Button>
        <Button
          busy={busy === 'export'}
          icon={<Download aria-hidden className="size-4" />}
          onClick={() =>
            void work('export', async () => {
              await exportAudit(wanted);
              toast(words.audit.exported, { tone: 'ok' });
            })
          }
        >
          {words.audit.export}
        </Button>
      </div>
      {(fault || verdict) && (
        <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-3">
          <Fault>{fault}</Fault>
          {verdict && (
            <div role="status" className="flex items-start gap-2 text-dense">
              {verdict.brokenAt === null ? (
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
              ) : (
                <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
              )}
              <span className="wrap-anywhere min-w-0">
                {verdict.brokenAt === null ? (
                  words.audit.intact(count(verdict.entries))
                ) : (
                  <strong className="font-medium text-danger">
                    {words.audit.broken(count(verdict.brokenAt))}
                  </strong>
                )}
                <span className="block font-mono text-small text-text-3">
                  {words.audit.head} {verdict.head}
                </span>
              </span>
            </div>
          )}
        </div>
      )}
      <DataTable
        label={words.audit.title}
        columns={desk ? all : all.slice(0, 3)}
        rows={shown?.entries ?? []}
        rowKey={(e) => String(e.no)}
        rowName={(e) => named(e.action)}
        onOpen={setOpen}
        onEnd={() => void older()}
        loading={shown === null}
        empty={<Empty title={words.audit.none} />}
      />
      <AuditDetail entry={open} named={named} onClose={() => setOpen(null)} />
      <Dialog open={choosing} onClose={() => setChoosing(false)} title={words.audit.chooseActor}>
        <MemberPicker
          label={words.audit.chooseActor}
          find={findColleagues}
          value={actor ? [actor] : []}
          onValue={([next]) => {
            setActor(next ?? null);
            setChoosing(false);
          }}
          max={1}
        />
      </Dialog>
    </div>
  );
}

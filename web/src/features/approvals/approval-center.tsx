import { ArrowLeft, ClipboardCheck, Ellipsis, FilePenLine, PencilRuler, Plus, UserCheck } from 'lucide-react';
import { Suspense, useCallback, useEffect, type MouseEvent } from 'react';
import { Link } from 'wouter';
import type { ApprovalId, ApprovalTemplateId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { onHint } from '../../lib/hints.ts';
import { lazily } from '../../lib/lazily.tsx';
import { useDesk } from '../../lib/media.ts';
import { useMe } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { IconButton } from '../../ui/button.tsx';
import { openMenu, toast } from '../../ui/overlays.ts';
import { ListAndDetail } from '../../ui/panes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ApprovalDetail } from './approval-detail.tsx';
import { ApprovalList } from './approval-list.tsx';
import { type SendFile, SendFileContext } from '../../ui/form/send-file.ts';
import { StartForm } from './start-form.tsx';
import { TemplateList } from './template-list.tsx';
import { type Box, useBox } from './use-box.ts';
import { useApprovalWords } from './words.ts';

const boxes = ['todo', 'done', 'mine', 'cc'] as const;
const DelegationsPage = lazily(
  () => import('./delegations-page.tsx'),
  (m) => m.DelegationsPage,
);
const VerifyPage = lazily(
  () => import('./verify-page.tsx'),
  (m) => m.VerifyPage,
);
const TemplatesAdmin = lazily(
  () => import('./design/templates-admin.tsx'),
  (m) => m.TemplatesAdmin,
);

/** Requests in four boxes beside the one that is open, or the forms beside the one that is filled in. */
export function ApprovalCenter({
  view,
  id,
  onGo,
  sendFile,
}: {
  view: string | undefined;
  id: string | undefined;
  onGo: (to: string, options?: { replace: boolean }) => void;
  sendFile: SendFile;
}) {
  const words = useApprovalWords();
  const desk = useDesk();
  const starting = view === 'new';
  const box: Box = boxes.find((b) => b === view) ?? 'todo';
  const state = useBox(starting ? null : box);
  const counts = useLoaded('counts', (signal) => api.approvals.countApprovals({}, { signal }));
  const [reloadList, reloadCounts] = [state.reload, counts.reload];
  const changed = useCallback(() => {
    reloadList();
    reloadCounts();
  }, [reloadList, reloadCounts]);
  useEffect(() => {
    // Requests move while one looks elsewhere.
    const again = () => document.visibilityState === 'visible' && changed();
    document.addEventListener('visibilitychange', again);
    const stop = onHint('approvals', changed);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', again);
    };
  }, [changed]);
  const me = useMe();
  const menu = async (e: MouseEvent) => {
    const at = e.currentTarget;
    const admin = me.rights.includes('settings');
    // Members who were given a template find it here; administrators have a page of their own.
    const manages = admin || (await mayManage());
    const manage = {
      label: words.manage,
      icon: <PencilRuler aria-hidden className="size-4" />,
      onSelect: () => onGo(admin ? '/admin/approvals' : '/approvals/templates'),
    };
    openMenu({
      at,
      label: words.menu,
      items: [
        {
          label: words.away.title,
          icon: <UserCheck aria-hidden className="size-4" />,
          onSelect: () => onGo('/approvals/away'),
        },
        ...(manages ? [manage] : []),
      ],
    });
  };
  const count = (of: Box) => (of === 'todo' ? counts.data?.todo : of === 'cc' ? counts.data?.cc : 0);
  const back = (to: string) => (
    <Link href={to} className="-ml-2 rounded-chip" aria-label={words.back} data-tip={words.back}>
      <span className="tap inline-flex size-8 items-center justify-center text-text-2">
        <ArrowLeft aria-hidden className="size-5" />
      </span>
    </Link>
  );
  const list = starting ? (
    <>
      <PaneBar>
        {back('/approvals')}
        <h1 className="text-[15px] font-medium">{words.start}</h1>
      </PaneBar>
      <TemplateList chosen={id} />
    </>
  ) : (
    <>
      <PaneBar>
        <h1 className="flex-1 text-[15px] font-medium">{words.title}</h1>
        <IconButton label={words.start} onClick={() => onGo('/approvals/new')}>
          <Plus aria-hidden className="size-5" />
        </IconButton>
        <IconButton label={words.menu} aria-haspopup="menu" onClick={(e) => void menu(e)}>
          <Ellipsis aria-hidden className="size-5" />
        </IconButton>
      </PaneBar>
      <Tabs
        label={words.boxesLabel}
        value={box}
        onValue={(next) => onGo(`/approvals/${next}`)}
        tabs={boxes.map((of) => {
          const n = count(of);
          return { id: of, label: words.boxes[of], ...(n ? { count: n } : {}) };
        })}
      >
        <ApprovalList box={box} state={state} chosen={id} onChanged={changed} />
      </Tabs>
    </>
  );
  const aside =
    view === 'away' ? (
      <DelegationsPage />
    ) : view === 'templates' ? (
      <TemplatesAdmin />
    ) : view === 'verify' && id ? (
      <VerifyPage code={id} />
    ) : null;
  const detail = aside ? (
    <>
      {!desk && (
        <PaneBar>
          {back('/approvals')}
          <h1 className="text-[15px] font-medium">{words.title}</h1>
        </PaneBar>
      )}
      <Suspense fallback={<RowsSkeleton rows={6} />}>{aside}</Suspense>
    </>
  ) : id ? (
    <>
      {!desk && (
        <PaneBar>
          {back(`/approvals/${starting ? 'new' : box}`)}
          <h1 className="text-[15px] font-medium">{starting ? words.start : words.title}</h1>
        </PaneBar>
      )}
      {starting ? (
        <StartForm
          key={id}
          templateId={id as ApprovalTemplateId}
          onSubmitted={(made) => {
            changed();
            onGo(`/approvals/mine/${made}`, { replace: true });
          }}
        />
      ) : (
        <ApprovalDetail key={id} approvalId={id as ApprovalId} onChanged={changed} />
      )}
    </>
  ) : (
    <Empty
      icon={starting ? <FilePenLine /> : <ClipboardCheck />}
      title={starting ? words.chooseTemplate : words.chooseOne}
    />
  );
  return (
    <SendFileContext value={sendFile}>
      <ListAndDetail list={list} detail={detail} chosen={id !== undefined || aside !== null} />
    </SendFileContext>
  );
}

async function mayManage(): Promise<boolean> {
  try {
    return (await api.approvalsAdmin.adminTemplates({})).templates.length > 0;
  } catch (error) {
    toast(failureText(error), { tone: 'danger' });
    return false;
  }
}

import { ArrowLeft, CircleCheck, CloudAlert, CloudUpload, History, Redo2, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ApprovalTemplateId } from '../../../../../contract/src/ids.ts';
import { failureText } from '../../../lib/api.ts';
import { wantPeople } from '../../../lib/people.ts';
import { useMe } from '../../../lib/session.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import { named } from '../../../ui/form/find-choices.ts';
import { FlowDesigner } from './flow-designer.tsx';
import { everyNode } from './flow-edits.ts';
import { FormDesigner } from './form-designer.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { SettingsTab } from './settings-tab.tsx';
import type { FlowFault } from './shapes.ts';
import { type DraftState, useDraft } from './use-draft.ts';
import { VersionsDialog } from './versions-dialog.tsx';
import { useDesignWords } from './words.ts';

type Tab = 'settings' | 'form' | 'flow';

/** The designer of one template: its settings, its form and its flow, kept as one draft until it is published. */
export function Designer({ templateId, onBack }: { templateId: ApprovalTemplateId; onBack: () => void }) {
  const words = useDesignWords();
  const me = useMe();
  const state = useDraft(templateId);
  const [tab, setTab] = useState<Tab>('form');
  const [control, setControl] = useState<string | null>(null);
  const [node, setNode] = useState<string | null>(null);
  const [asked, setAsked] = useState<'publish' | 'versions' | null>(null);
  const { template, draft, faults, change } = state;
  const [namedFor, setNamedFor] = useState<typeof template>(undefined);
  if (template && namedFor !== template) {
    setNamedFor(template);
    named([...template.departments, ...template.tags, ...template.programs]);
  }
  useEffect(() => {
    if (template) wantPeople(JSON.stringify(template).match(/mbr_\w+/g) ?? []);
  }, [template]);
  if (state.error && !template)
    return (
      <div className="pane flex-1 bg-surface">
        <Empty
          title={words.failed}
          text={failureText(state.error)}
          action={<Button onClick={onBack}>{words.back}</Button>}
        />
      </div>
    );
  if (!template || !draft)
    return (
      <div className="pane flex-1 bg-surface">
        <RowsSkeleton rows={8} />
      </div>
    );
  const { flow } = draft;
  const go = (fault: FlowFault) => {
    setAsked(null);
    if (flow.form.some((c) => c.id === fault.where.split('.')[0])) {
      setTab('form');
      setControl(flow.form.some((c) => c.id === fault.at.split('.')[0]) ? fault.at : fault.where);
    } else if (fault.code === 'empty_form') setTab('form');
    else {
      setTab('flow');
      setNode(nodeToOpen(fault.where, flow.nodes));
    }
  };
  const publish = async () => {
    if (await state.flush()) setAsked('publish');
  };
  return (
    <div className="pane flex-1 bg-surface">
      <header className="flex min-h-(--bar) shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1.5">
        <IconButton label={words.back} onClick={onBack}>
          <ArrowLeft aria-hidden className="size-5" />
        </IconButton>
        <h1 className="min-w-0 flex-1 truncate text-[15px] font-medium">{draft.name || words.unnamed}</h1>
        <Kept state={state} />
        <IconButton label={words.undo} disabled={!state.undo} onClick={() => state.undo?.()}>
          <Undo2 aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={words.redo} disabled={!state.redo} onClick={() => state.redo?.()}>
          <Redo2 aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={words.versions} onClick={() => setAsked('versions')}>
          <History aria-hidden className="size-4" />
        </IconButton>
        <Button look="solid" onClick={() => void publish()}>
          {words.publish}
        </Button>
      </header>
      <Tabs<Tab>
        label={words.parts}
        value={tab}
        onValue={setTab}
        tabs={(['settings', 'form', 'flow'] as const).map((id) => ({ id, label: words.tabs[id] }))}
      >
        {tab === 'settings' ? (
          <SettingsTab
            draft={draft}
            onDraft={change}
            administers={me.rights.includes('settings')}
            sections={Object.values(words.own)}
          />
        ) : tab === 'form' ? (
          <FormDesigner
            form={flow.form}
            onForm={(form, stroke) => change({ ...draft, flow: { ...flow, form } }, stroke)}
            chosen={control}
            onChoose={setControl}
            faults={faults}
          />
        ) : (
          <FlowDesigner
            flow={flow}
            onNodes={(nodes, stroke) => change({ ...draft, flow: { ...flow, nodes } }, stroke)}
            chosen={node}
            onChoose={setNode}
            faults={faults}
            tags={template.tags}
            programs={template.programs}
          />
        )}
      </Tabs>
      {asked === 'publish' && (
        <PublishDialog
          templateId={templateId}
          version={template.version}
          draft={draft}
          faults={faults}
          onGo={go}
          onClose={() => setAsked(null)}
          onPublished={() => {
            setAsked(null);
            state.reload();
          }}
        />
      )}
      {asked === 'versions' && (
        <VersionsDialog
          template={template}
          onFlow={(old) => {
            change({ ...draft, flow: old });
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

/** What to open for a fault: the node, or the arm as `branch/arm`. */
function nodeToOpen(where: string, nodes: Parameters<typeof everyNode>[0]): string | null {
  for (const node of everyNode(nodes)) {
    if (node.kind === 'branch') {
      const arm = node.arms.find((a) => a.id === where) ?? (node.id === where ? node.arms[0] : undefined);
      if (arm) return `${node.id}/${arm.id}`;
    }
    if (node.id === where) return where;
  }
  return null;
}

function Kept({ state }: { state: DraftState }) {
  const words = useDesignWords();
  const { kept } = state;
  const Icon = kept === 'saved' ? CircleCheck : kept === 'saving' ? CloudUpload : CloudAlert;
  const bad = kept === 'failed' || kept === 'unnamed';
  return (
    <span
      role="status"
      className={cx('flex items-center gap-1 text-small', bad ? 'text-danger' : 'text-text-3')}
    >
      <Icon aria-hidden className="size-3.5" />
      <span className="max-desk:sr-only">{words.kept[kept]}</span>
    </span>
  );
}

import { useEffect, useRef, useState, type DragEvent } from 'react';
import { CircleCheck, Download, FileSpreadsheet, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { ImportState } from '../../../../contract/src/member-import.ts';
import { api, failureText } from '../../lib/api.ts';
import { locale } from '../../lib/locale.ts';
import { Empty } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { ImportPreview } from './import-preview.tsx';
import { uploadTable } from './upload-table.ts';
import { useDirectoryWords } from './words.ts';

/** Members from a table: choose it, see what it would do, mend it, apply it. */
export function ImportWizard() {
  const words = useDirectoryWords().imports;
  const [state, setState] = useState<ImportState | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setError(null);
    try {
      setState(await uploadTable(file));
    } catch (failure) {
      setError(failureText(failure));
    } finally {
      setBusy(false);
    }
  };
  if (!state) return <ChooseFile busy={busy} error={error} onFile={(file) => void upload(file)} />;
  if (state.state === 'applying') return <Applying state={state} onState={setState} />;
  if (state.state === 'done')
    return (
      <Empty
        icon={<CircleCheck />}
        title={words.done}
        text={words.doneText(state.counts.added, state.counts.changed)}
        action={
          <span className="flex items-center gap-3">
            <Link href="/admin/members" className="rounded-chip font-medium text-accent hover:underline">
              {words.toMembers}
            </Link>
            <Button onClick={() => setState(null)}>{words.another}</Button>
          </span>
        }
      />
    );
  if (state.state === 'failed')
    return (
      <Empty
        icon={<TriangleAlert />}
        title={words.failed}
        text={words.failedText}
        action={
          <Button
            look="solid"
            onClick={() =>
              void api.memberImport
                .changeImport({ importId: state.id })
                .then(setState, (failure: unknown) => toast(failureText(failure), { tone: 'danger' }))
            }
          >
            {words.again}
          </Button>
        }
      />
    );
  return <ImportPreview state={state} onState={setState} onAnother={() => setState(null)} />;
}

function ChooseFile({
  busy,
  error,
  onFile,
}: {
  busy: boolean;
  error: string | null;
  onFile: (file: File | undefined) => void;
}) {
  const words = useDirectoryWords().imports;
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onFile(event.dataTransfer.files[0]);
  };
  return (
    <div className="mx-auto flex w-full max-w-160 flex-1 flex-col gap-5 overflow-y-auto p-6">
      <p className="text-dense text-text-2">{words.intro}</p>
      <div
        onDragOver={(e) => e.preventDefault()}
        onDrop={drop}
        className="flex flex-col items-center gap-3 rounded-card border-2 border-dashed border-line-strong/60 p-10 text-center"
      >
        <FileSpreadsheet aria-hidden className="size-9 stroke-[1.25] text-text-3" />
        <p className="text-body">{words.drop}</p>
        <input
          ref={input}
          type="file"
          aria-label={words.choose}
          accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          className="sr-only"
          tabIndex={-1}
          onChange={(e) => {
            onFile(e.target.files?.[0]);
            e.target.value = '';
          }}
        />
        <Button look="solid" busy={busy} onClick={() => input.current?.click()}>
          {busy ? words.reading : words.choose}
        </Button>
        {error && (
          <p role="alert" className="text-dense text-danger">
            {error}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {(['xlsx', 'csv'] as const).map((kind) => (
          <a
            key={kind}
            href={`/api/admin/import-template?kind=${kind}&locale=${locale()}`}
            download
            className="inline-flex items-center gap-1.5 rounded-chip text-dense font-medium text-accent hover:underline"
          >
            <Download aria-hidden className="size-4" />
            {kind === 'xlsx' ? words.templateXlsx : words.templateCsv}
          </a>
        ))}
      </div>
    </div>
  );
}

const ASK_EVERY = 700;

/** Asks how far it is until it is over. */
function Applying({ state, onState }: { state: ImportState; onState: (state: ImportState) => void }) {
  const words = useDirectoryWords().imports;
  useEffect(() => {
    const timer = setTimeout(() => {
      api.memberImport.getImport({ importId: state.id }).then(onState, () => onState({ ...state }));
    }, ASK_EVERY);
    return () => clearTimeout(timer);
  }, [state, onState]);
  const { done, total } = state.progress;
  return (
    <div className="mx-auto flex w-full max-w-120 flex-1 flex-col justify-center gap-3 p-6">
      <p className="text-body font-medium">{words.applying}</p>
      <progress
        aria-label={words.applying}
        value={total ? done : undefined}
        max={total || 1}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-hover accent-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
      />
      <p role="status" className="tabular text-dense text-text-2">
        {words.progress(done, total)}
      </p>
    </div>
  );
}

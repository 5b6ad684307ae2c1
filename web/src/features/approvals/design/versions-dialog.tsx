import type { ApprovalTemplateId } from '../../../../../contract/src/ids.ts';
import { api, failureText } from '../../../lib/api.ts';
import { fullTime } from '../../../lib/format.ts';
import { Tag } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { toast } from '../../../ui/overlays.ts';
import { PersonName } from '../person-name.tsx';
import type { AdminTemplate, Flow } from './shapes.ts';
import { useDesignWords } from './words.ts';

/** Every version there was; an old one can become the draft again. */
export function VersionsDialog({
  template,
  onFlow,
  onClose,
}: {
  template: AdminTemplate;
  onFlow: (flow: Flow) => void;
  onClose: () => void;
}) {
  const words = useDesignWords();
  const take = async (templateId: ApprovalTemplateId, version: number) => {
    try {
      const { flow } = await api.approvalsAdmin.templateVersion({ templateId, version });
      onFlow(flow as Flow);
      toast(words.tookVersion(version), { tone: 'ok' });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <Dialog open onClose={onClose} title={words.versions} description={words.versionsText}>
      <ul className="flex flex-col gap-2">
        {template.versions.length === 0 && <li className="text-dense text-text-3">{words.noVersions}</li>}
        {template.versions.map((v) => (
          <li
            key={v.version}
            className="flex flex-wrap items-center gap-2 rounded-box px-3 py-2 ring-1 ring-line"
          >
            <span className="text-body font-medium">{words.version(v.version)}</span>
            {v.version === template.version && <Tag tone="accent">{words.inUse}</Tag>}
            <span className="min-w-0 flex-1 text-small text-text-3">
              {fullTime(Date.parse(v.at))} {v.by && <PersonName id={v.by} />}
            </span>
            <Button size="small" onClick={() => void take(template.id, v.version)}>
              {words.takeVersion}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

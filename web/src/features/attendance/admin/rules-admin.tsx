import { CalendarClock, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AttendanceRule } from '../../../../../contract/src/attendance-shapes.ts';
import { api, failureText } from '../../../lib/api.ts';
import { list } from '../../../lib/format.ts';
import { useLoaded } from '../../../lib/use-loaded.ts';
import { Empty, Tag } from '../../../ui/bits.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { confirm, toast } from '../../../ui/overlays.ts';
import { PageBody } from './page-body.tsx';
import { clockText } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { useAttendanceAdminWords } from './words.ts';

/** The attendance rules and whom they are for. */
export function RulesAdmin() {
  const words = useAttendanceAdminWords();
  const [editing, setEditing] = useState<AttendanceRule | 'new' | null>(null);
  const loaded = useLoaded('rules', async (signal) => ({
    ...(await api.attendanceAdmin.listRules({}, { signal })),
    ...(await api.attendanceAdmin.listPlaces({}, { signal })),
  }));
  const remove = async (rule: AttendanceRule) => {
    const yes = await confirm({
      title: words.rules.removeSure(rule.name),
      text: words.rules.removeText,
      action: words.remove,
      danger: true,
    });
    if (!yes) return;
    try {
      await api.attendanceAdmin.removeRule({ ruleId: rule.id });
      loaded.reload();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <PageBody
      intro={words.rules.intro}
      loaded={loaded}
      action={
        <Button look="solid" icon={<Plus aria-hidden className="size-4" />} onClick={() => setEditing('new')}>
          {words.rules.add}
        </Button>
      }
    >
      {({ rules, zone, places }) => (
        <>
          {rules.length === 0 && (
            <Empty icon={<CalendarClock />} title={words.rules.none} text={words.rules.noneText} />
          )}
          <ul className="flex flex-col gap-3">
            {rules.map((rule) => (
              <li key={rule.id} className="flex gap-3 rounded-box p-4 ring-1 ring-line">
                <div className="min-w-0 flex-1">
                  <div className="flex flex-wrap items-center gap-2">
                    <h2 className="text-body font-medium">{rule.name}</h2>
                    <Tag tone="accent">{words.rule.kinds[rule.config.kind]}</Tag>
                    <Tag>{words.rules.version(rule.version)}</Tag>
                  </div>
                  <p className="tabular text-dense text-text-2">{hoursOf(rule)}</p>
                  <p className="wrap-anywhere text-dense text-text-3">
                    {list([...rule.departments, ...rule.members].map((w) => w.name)) || words.rules.everyone}
                  </p>
                </div>
                <IconButton label={`${words.edit} ${rule.name}`} onClick={() => setEditing(rule)}>
                  <Pencil aria-hidden className="size-4" />
                </IconButton>
                <IconButton label={`${words.remove} ${rule.name}`} onClick={() => void remove(rule)}>
                  <Trash2 aria-hidden className="size-4" />
                </IconButton>
              </li>
            ))}
          </ul>
          {editing && (
            <RuleEditor
              rule={editing === 'new' ? null : editing}
              zone={zone}
              places={places}
              onClose={() => setEditing(null)}
              onSaved={() => {
                setEditing(null);
                loaded.reload();
              }}
            />
          )}
        </>
      )}
    </PageBody>
  );
}

const hoursOf = ({ config }: AttendanceRule) =>
  config.shift
    ? config.shift.sections.map((s) => `${clockText(s.start)}–${clockText(s.end)}`).join(' ')
    : config.kind === 'flexible'
      ? `${config.hoursSec / 3_600} h`
      : '';

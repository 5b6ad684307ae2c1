import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { NoticeSettings, notices } from '../../../../contract/src/notices.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { SettingLine } from '../../ui/setting-line.tsx';
import { Choice, Switch } from '../../ui/toggle.tsx';
import { DeviceSwitch } from './device-switch.tsx';
import { QuietHoursForm } from './quiet-hours.tsx';
import { useNoticeWords } from './words.ts';

type Settings = OutputOf<typeof notices.getNotices>;

/** How I am told when I am away, and when I am left in peace. Every change takes effect at once. */
export function Notifications() {
  const words = useNoticeWords();
  const [now, setNow] = useState<Settings | null>(null);
  useEffect(() => {
    let here = true;
    api.notices
      .getNotices({})
      .then((got) => here && setNow(got))
      .catch((error: unknown) => toast(failureText(error), { tone: 'danger' }));
    return () => {
      here = false;
    };
  }, []);
  if (!now) return <RowsSkeleton rows={5} />;
  const set = async (change: Partial<NoticeSettings>) => {
    const before = now;
    setNow({ ...now, ...change });
    try {
      // The hours are mine, so they are read in the zone I am in.
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const settled = await api.notices.setNotices({ ...change, zone: timeZone });
      setNow((s) => s && { ...s, ...settled });
    } catch (error) {
      setNow(before);
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <>
      <DeviceSwitch />
      <SettingLine title={words.push} hint={words.pushHint}>
        <Switch aria-label={words.push} checked={now.push} onChecked={(push) => void set({ push })} />
      </SettingLine>
      <SettingLine title={words.mentionsOnly} hint={words.mentionsOnlyHint}>
        <Switch
          aria-label={words.mentionsOnly}
          checked={now.mentionsOnly}
          disabled={!now.push}
          onChecked={(mentionsOnly) => void set({ mentionsOnly })}
        />
      </SettingLine>
      <SettingLine title={words.hide} hint={now.contentHidden ? words.hideForced : words.hideHint}>
        <Switch
          aria-label={words.hide}
          checked={now.hideContent || now.contentHidden}
          disabled={now.contentHidden}
          onChecked={(hideContent) => void set({ hideContent })}
        />
      </SettingLine>
      <QuietHoursForm quiet={now.quiet} onQuiet={(quiet) => void set({ quiet })} />
      <Peace until={now.dndUntil} onUntil={(dndUntil) => void set({ dndUntil })} />
      <SettingLine title={words.digest} hint={now.mailReady ? words.digestHint : words.digestNone}>
        <Choice
          label={words.digest}
          value={now.digest}
          onValue={(digest) => void set({ digest })}
          options={(['off', 'hourly', 'daily'] as const).map((value) => ({
            value,
            label: words.digests[value],
          }))}
        />
      </SettingLine>
    </>
  );
}

/** Left in peace for a while, starting now. */
function Peace({ until, onUntil }: { until: string | null; onUntil: (until: string | null) => void }) {
  const words = useNoticeWords();
  const [opened] = useState(() => Date.now());
  const end = until ? Date.parse(until) : 0;
  if (end > opened)
    return (
      <SettingLine title={words.dnd} hint={words.dndUntil(fullTime(end))}>
        <Button size="small" onClick={() => onUntil(null)}>
          {words.dndOff}
        </Button>
      </SettingLine>
    );
  const after = (ms: number) => () => onUntil(new Date(Date.now() + ms).toISOString());
  const morning = () => {
    const at = new Date();
    at.setDate(at.getDate() + (at.getHours() < 8 ? 0 : 1));
    at.setHours(8, 0, 0, 0);
    onUntil(at.toISOString());
  };
  return (
    <SettingLine title={words.dnd}>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={after(3_600_000)}>
          {words.dndFor.hour}
        </Button>
        <Button size="small" onClick={morning}>
          {words.dndFor.morning}
        </Button>
        <Button size="small" onClick={after(7 * 86_400_000)}>
          {words.dndFor.week}
        </Button>
      </div>
    </SettingLine>
  );
}

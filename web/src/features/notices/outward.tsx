import { useEffect, useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { RowsSkeleton } from '../../ui/bits.tsx';
import { toast } from '../../ui/overlays.ts';
import { SettingLine } from '../../ui/setting-line.tsx';
import { Switch } from '../../ui/toggle.tsx';
import { useNoticeWords } from './words.ts';

/** What leaves the company, and what it asks of the outside. */
export function Outward() {
  const words = useNoticeWords().outward;
  const [now, setNow] = useState<{ hide: boolean; previews: boolean } | null>(null);
  useEffect(() => {
    let here = true;
    Promise.all([api.notices.getNoticePolicy({}), api.links.getLinkSettings({})])
      .then(([policy, links]) => here && setNow({ hide: policy.hideContent, previews: links.on }))
      .catch((error: unknown) => toast(failureText(error), { tone: 'danger' }));
    return () => {
      here = false;
    };
  }, []);
  if (!now) return <RowsSkeleton rows={2} />;
  const change = async (next: typeof now, tell: () => Promise<unknown>) => {
    setNow(next);
    try {
      await tell();
    } catch (error) {
      setNow(now);
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="mx-auto w-full max-w-160 overflow-y-auto px-5 pt-2 pb-8">
      <SettingLine title={words.hide} hint={words.hideHint}>
        <Switch
          aria-label={words.hide}
          checked={now.hide}
          onChecked={(hide) =>
            void change({ ...now, hide }, () => api.notices.setNoticePolicy({ hideContent: hide }))
          }
        />
      </SettingLine>
      <SettingLine title={words.previews} hint={words.previewsHint}>
        <Switch
          aria-label={words.previews}
          checked={now.previews}
          onChecked={(previews) =>
            void change({ ...now, previews }, () => api.links.setLinkSettings({ on: previews }))
          }
        />
      </SettingLine>
    </div>
  );
}

import { useEffect, useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { SettingLine } from '../../ui/setting-line.tsx';
import { Switch } from '../../ui/toggle.tsx';
import { type PushState, pushState, switchPushOff, switchPushOn } from './push.ts';
import { useNoticeWords } from './words.ts';

/** Whether this very device takes pushes, and a way to see that they arrive. */
export function DeviceSwitch() {
  const words = useNoticeWords();
  const [state, setState] = useState<PushState>('off');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let here = true;
    void pushState().then((found) => here && setState(found));
    return () => {
      here = false;
    };
  }, []);
  const change = async (on: boolean) => {
    setBusy(true);
    try {
      setState(await (on ? switchPushOn() : switchPushOff()));
    } catch (error) {
      // A browser without a push service of its own refuses with its own kinds of errors.
      toast(error instanceof DOMException ? words.devices.failed : failureText(error), { tone: 'danger' });
      setState(await pushState());
    } finally {
      setBusy(false);
    }
  };
  const test = async () => {
    try {
      const { devices } = await api.notices.testPush({});
      toast(words.tested(devices), devices ? { tone: 'ok' } : {});
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const hint =
    state === 'unsupported'
      ? words.devices.unsupported
      : state === 'denied'
        ? words.devices.denied
        : words.deviceHint;
  return (
    <SettingLine title={words.device} hint={hint}>
      <div className="flex items-center gap-3">
        {state === 'on' && (
          <Button size="small" onClick={() => void test()}>
            {words.test}
          </Button>
        )}
        <Switch
          aria-label={words.device}
          checked={state === 'on'}
          disabled={busy || state === 'unsupported' || state === 'denied'}
          onChecked={(on) => void change(on)}
        />
      </div>
    </SettingLine>
  );
}

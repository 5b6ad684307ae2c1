import { useState } from 'react';
import { ApiError, failureText } from '../../../lib/api.ts';
import { toast } from '../../../ui/overlays.ts';

/** One action at a time; what went wrong is said in a line below, unless the member stopped it themselves. */
export function useActing(): [busy: boolean, act: (run: () => Promise<void>) => Promise<void>] {
  const [busy, setBusy] = useState(false);
  const act = async (run: () => Promise<void>) => {
    setBusy(true);
    try {
      await run();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'common.confirm_first')
        toast(failureText(error), { tone: 'danger' });
    } finally {
      setBusy(false);
    }
  };
  return [busy, act];
}

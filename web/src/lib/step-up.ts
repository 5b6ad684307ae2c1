// Dangerous actions ask for a fresh proof of identity: the refusal is caught here, the member proves, the action runs again.
import { create } from 'zustand';
import { ApiError } from './api.ts';
import { onSignOut } from './session.ts';

interface StepUp {
  /** present while the dialog asks */
  answer: ((proved: boolean) => void) | null;
}
export const useStepUp = create<StepUp>(() => ({ answer: null }));
/** True while the member is asked; other dialogs step aside meanwhile. */
export const useAsking = (): boolean => useStepUp((s) => s.answer !== null);

let asking: Promise<boolean> | null = null;
function askOnce(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => useStepUp.setState({ answer: resolve })).finally(() => {
    asking = null;
    useStepUp.setState({ answer: null });
  });
  return asking;
}
onSignOut(async () => useStepUp.getState().answer?.(false));

/**
 * Runs an action; where the server wants a proof first, asks for it and runs the action again.
 * Whoever closes the dialog gets the server's refusal, `common.confirm_first`.
 */
export async function confirmed<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'common.confirm_first') throw error;
    if (!(await askOnce())) throw error;
    return await run();
  }
}

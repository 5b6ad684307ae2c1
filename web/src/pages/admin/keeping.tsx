import { KeepingForm } from '../../features/keeping/keeping-form.tsx';
import { confirmed } from '../../lib/step-up.ts';

/** Letting go of what a company kept asks who it is that wants it. */
export function KeepingPage() {
  return <KeepingForm confirmed={confirmed} />;
}

import { Enrol, Security } from '../features/identity/security/security.tsx';
import { confirmed } from '../lib/step-up.ts';

export function SecurityPage() {
  return <Security confirmed={confirmed} />;
}

export function EnrolPage() {
  return <Enrol confirmed={confirmed} />;
}

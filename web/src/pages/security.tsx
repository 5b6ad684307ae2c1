import { Enrol, Security } from '../features/identity/security/security.tsx';
import { confirmed } from '../features/step-up/step-up.ts';

export function SecurityPage() {
  return <Security confirmed={confirmed} />;
}

export function EnrolPage() {
  return <Enrol confirmed={confirmed} />;
}

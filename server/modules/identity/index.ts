// The door of identity: who somebody is, and what they may administer.
import { identity as contract } from '@teahouse/contract/identity';
import { defineModule } from '../../kernel/module.ts';
import { me } from './me.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export { openSession } from './open-session.ts';
export { hashPassword } from './password.ts';
export { recognise } from './recognise.ts';
export { refreshLogins, setPasswordHash } from './set-password.ts';

export const identity = defineModule({
  name: 'identity',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: { me, signIn, signOut },
});

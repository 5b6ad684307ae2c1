import { welcomeBy } from '../../../modules/customers/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { maybe, need, words } from '../lenient.ts';
import { Carried, draftsOf } from './attachments.ts';

const send = wecomCall({
  path: '/cgi-bin/externalcontact/send_welcome_msg',
  writes: true,
  scope: 'customers.write',
  input: Carried.extend({ welcome_code: maybe(words) }),
  async run(work, { welcome_code, ...said }) {
    await welcomeBy(work, need(welcome_code, 41050), ({ customerName }) =>
      draftsOf(work, said, customerName),
    );
    return {};
  },
});

export const welcomeCalls: readonly WecomCall[] = [send];

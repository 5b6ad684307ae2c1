import { randomBytes } from 'node:crypto';
import { speakAt, speakByPass } from '../../../modules/desk/index.ts';
import { wecomOutsideCall, type WecomOutsideCall } from '../call.ts';
import { maybe, need, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { kfDraft, KfMessage } from './kf-draft.ts';
import { seenChat } from './seen-desk.ts';

function nameOf(msgid: string | undefined): string {
  if (msgid === undefined) return randomBytes(12).toString('hex');
  if (!/^[0-9a-zA-Z_-]{1,32}$/.test(msgid)) throw new WecomError(40058);
  return msgid;
}

const send = wecomOutsideCall({
  path: '/cgi-bin/kf/send_msg',
  writes: true,
  scope: 'customers.write',
  input: KfMessage.extend({ touser: maybe(words), open_kfid: maybe(words) }),
  async act(shift, input, { app }) {
    const msgid = nameOf(input.msgid);
    const said = await shift.work(async (work) => ({
      ...(await seenChat(work, input.open_kfid, input.touser)),
      draft: await kfDraft(work, app, input),
    }));
    await speakAt(shift, { ...said, key: msgid });
    return { msgid };
  },
});

const onEvent = wecomOutsideCall({
  path: '/cgi-bin/kf/send_msg_on_event',
  writes: true,
  scope: 'customers.write',
  input: KfMessage.extend({ code: maybe(words) }),
  async act(shift, input, { app }) {
    const code = need(input.code, 95007);
    const msgid = nameOf(input.msgid);
    const draft = await shift.work((work) => kfDraft(work, app, input, ['text', 'msgmenu']));
    await speakByPass(shift, code, draft);
    return { msgid };
  },
});

export const sendCalls: readonly WecomOutsideCall[] = [send, onEvent];

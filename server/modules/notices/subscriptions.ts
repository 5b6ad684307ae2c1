import { memberStopped } from '@teahouse/contract/directory';
import { notices } from '@teahouse/contract/notices';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement, implementRaw, subscribe } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { reachOf } from '../directory/index.ts';
import { followLogs } from './follow-logs.ts';
import { pushWaiting } from './push-waiting.ts';
import { words } from './words.ts';

const MOST_DEVICES = 20;

export const getPushKey = implementRaw(notices.getPushKey, async (call) => ({
  key: call.ports.pushKeys.publicKey,
}));

/** A browser has one endpoint: whoever subscribes with it last owns it, so a shared computer tells nobody else's news. */
export const addPush = implement(notices.addPush, async (work, { endpoint, keys }) => {
  const me = actingMember(work);
  const session = work.actor.kind === 'member' ? work.actor.sessionId : '';
  const [row] = await work.sql<{ id: `push_${string}` }>(
    `insert into push_subscriptions (corp_id, id, member_id, session_id, endpoint, p256dh, auth, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (corp_id, endpoint) do update set member_id = excluded.member_id, session_id = excluded.session_id,
       p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at
     returning id`,
    [work.corpId, newId('push'), me, session, endpoint, keys.p256dh, keys.auth, work.now],
  );
  await work.sql(
    `delete from push_subscriptions where corp_id = $1 and member_id = $2 and id in (
       select id from push_subscriptions where corp_id = $1 and member_id = $2 order by created_at desc offset ${MOST_DEVICES})`,
    [work.corpId, me],
  );
  return { pushId: row!.id };
});

export const removePush = implement(notices.removePush, async (work, { pushId }) => {
  const gone = await work.sql(
    'delete from push_subscriptions where corp_id = $1 and id = $2 and member_id = $3 returning id',
    [work.corpId, pushId, actingMember(work)],
  );
  return gone.length ? {} : fail('common.not_found');
});

export const testPush = implement(notices.testPush, async (work) => {
  const me = actingMember(work);
  const [count] = await work.sql<{ n: number }>(
    'select count(*)::int n from push_subscriptions where corp_id = $1 and member_id = $2',
    [work.corpId, me],
  );
  const locale = (await reachOf(work, [me])).get(me)?.locale ?? 'zh';
  if (count!.n) {
    await pushWaiting(work, [
      {
        memberId: me,
        chatId: '',
        n: 0,
        title: words[locale].product,
        body: words[locale].test,
        urgent: true,
      },
    ]);
    await work.enqueue(followLogs, {});
  }
  return { devices: count!.n };
});

/** Whoever left or was disabled hears nothing more. */
export const forgetStopped = subscribe(
  'notices.forget_stopped',
  memberStopped,
  async (work, { memberId }) => {
    // Delivered late, after the member came back: nothing to forget.
    if ((await reachOf(work, [memberId])).has(memberId)) return;
    await work.sql('delete from push_subscriptions where corp_id = $1 and member_id = $2', [
      work.corpId,
      memberId,
    ]);
    await work.sql('delete from push_waiting where corp_id = $1 and member_id = $2', [work.corpId, memberId]);
  },
);

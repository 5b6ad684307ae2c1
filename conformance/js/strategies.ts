// Rule groups of customer contact: who leads whom, and what they may do there.
import { must, trying } from './record.ts';

type Post = (path: string, json: object) => Promise<Record<string, unknown>>;

/** Of a shop with an owner and a colleague. */
export async function strategies(post: Post, userid: string, colleague: string): Promise<void> {
  const attempt = trying('node-easywechat');
  const of = (name: string, json: object) => post(`customer_strategy/${name}`, json);
  let strategy_id = 0;
  await attempt('externalcontact/customer_strategy/create', async () => {
    const made = await of('create', {
      parent_id: 0,
      strategy_name: '门店',
      admin_list: [colleague],
      privilege: { send_customer_msg: false, share_customer: true },
      range: [{ type: 1, userid }],
    });
    strategy_id = made['strategy_id'] as number;
    must(strategy_id > 0, made);
  });
  await attempt('externalcontact/customer_strategy/list', async () => {
    const seen = await of('list', { limit: 10 });
    must(JSON.stringify(seen['strategy']) === JSON.stringify([{ strategy_id }]), seen);
  });
  await attempt('externalcontact/customer_strategy/edit', async () => {
    await of('edit', { strategy_id, strategy_name: '总店', range_add: [{ type: 2, partyid: 1 }] });
  });
  await attempt('externalcontact/customer_strategy/get', async () => {
    const { strategy } = (await of('get', { strategy_id })) as {
      strategy: { strategy_name: string; admin_list: string[]; privilege: Record<string, boolean> };
    };
    const { view_customer_list, send_customer_msg, share_customer } = strategy.privilege;
    must(
      strategy.strategy_name === '总店' &&
        strategy.admin_list[0] === colleague &&
        view_customer_list === true &&
        send_customer_msg === false &&
        share_customer === false,
      strategy,
    );
  });
  await attempt('externalcontact/customer_strategy/get_range', async () => {
    const { range } = (await of('get_range', { strategy_id })) as { range: { type: number }[] };
    must(range.length === 2 && range[0]?.type === 1 && range[1]?.type === 2, range);
  });
  await attempt('externalcontact/customer_strategy/del', async () => {
    await of('del', { strategy_id });
    const seen = await of('list', {});
    must((seen['strategy'] as object[]).length === 0, seen);
  });
}

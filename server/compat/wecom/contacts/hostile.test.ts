// Input that no honest client sends: each kind has a number of the vendor's, and changes nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { openWorld, type World } from '../../../testing/world.ts';

let world: World;
let contacts: WecomClient;

beforeAll(async () => {
  world = await openWorld();
  const company = await world.company('茶馆');
  await company.hire('张三', { userid: '00123' });
  contacts = await wecomClient(world, company, 'contacts');
});
afterAll(() => world.close());

test('hostile input has a number and changes nothing', async () => {
  const codes: [string | object, number][] = [
    ['{"userid":"a\\u0000b","name":"x","mobile":"13811111111","department":[1]}', 40033],
    ['{"userid": ', 40058],
    ['[1,2]', 40058],
    [`{"a":"${'x'.repeat(1_100_000)}"}`, 40206],
    [{ userid: { $ne: 1 }, name: '甲', mobile: '13811111111', department: [1] }, 40058],
    [{ userid: 'ok1', name: ['甲'], mobile: '13811111111', department: [1] }, 40058],
    [{ userid: 'ok1', name: '甲', mobile: '13811111111', department: ['1; drop table members'] }, 40058],
    [{ userid: 'ok1', name: '甲', mobile: '13811111111', department: [1e300] }, 40058],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 40058],
  ];
  for (const [body, errcode] of codes)
    expect((await contacts.ask('user/create', body)).errcode).toBe(errcode);
  expect((await contacts.ask('user/get?userid=%00')).errcode).toBe(40033);
  expect((await contacts.ask('user/get?userid=ok1')).errcode).toBe(60111);
  // A key that repeats the machinery of JavaScript is only a key.
  const odd = '{"__proto__":{"userid":"boss"},"userid":"00123","constructor":1}';
  expect(await contacts.ask('user/get', odd)).toMatchObject({ userid: '00123' });
});

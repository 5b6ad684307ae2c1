// The page that says what is covered names every path there is, and no other.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { calls as dingtalkCalls } from './dingtalk/calls.ts';
import { calls, openCalls, outsideCalls } from './feishu/calls.ts';

test('docs/feishu-dingtalk.md lists what is kept', async () => {
  const page = await readFile(new URL('../../docs/feishu-dingtalk.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| ((?:GET|POST|PUT|PATCH|DELETE) \/\S+) \|/gm)].map((m) => m[1]!);
  const feishu = [...calls, ...openCalls, ...outsideCalls].map((c) => `${c.method} ${c.path}`);
  expect(listed.filter((l) => l.includes('/open-apis/')).toSorted()).toEqual(feishu.toSorted());
  const topapi = dingtalkCalls.map((c) => `POST ${c.path}`);
  expect(listed.filter((l) => l.includes('/topapi/')).toSorted()).toEqual(topapi.toSorted());
});

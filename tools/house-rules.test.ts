import { expect, test } from 'vitest';
import { brokenRules, floorsOf } from './house-rules.ts';

const floors = ['directory', 'identity', 'messaging'];
const broken = (path: string, text: string) => brokenRules([{ path, text }], floors);

test('the floors are read off the plan', () => {
  expect(floorsOf('export const modules = [directory, identity, messaging];')).toEqual(floors);
});

test.each([
  [
    'server/modules/directory/a.ts',
    `import { post } from '../messaging/index.ts';`,
    'stands above directory',
  ],
  [
    'server/modules/messaging/a.ts',
    `import { x } from '../directory/add-member.ts';`,
    'only the door of directory',
  ],
  [
    'server/modules/messaging/a.ts',
    `import type { X } from '../directory/add-member.ts';`,
    'only the door of directory',
  ],
  [
    'server/modules/messaging/chats/a.ts',
    `const x = await import('../../directory/add-member.ts');`,
    'only the door of directory',
  ],
  [
    'server/kernel/a.ts',
    `import { messaging } from '../modules/messaging/index.ts';`,
    'the kernel knows no module',
  ],
  ['server/modules/messaging/a.ts', `import type { FastifyReply } from 'fastify';`, 'only kernel/http'],
  ['server/modules/messaging/a.ts', `import { Client } from 'pg';`, 'never a connection'],
  [
    'server/modules/messaging/a.ts',
    `import { openWorld } from '../../testing/world.ts';`,
    'never needs the test world',
  ],
  [
    'server/modules/messaging/a.ts',
    `import { texts } from '../../compat/wecom/wecom.errors.ts';`,
    'can be taken out',
  ],
  [
    'server/compat/wecom/a.ts',
    `import { x } from '../../modules/messaging/log/append-lane.ts';`,
    'only the door of messaging',
  ],
  ['server/compat/feishu/a.ts', `import { x } from '../wecom/call.ts';`, 'not built on another'],
  ['contract/src/a.ts', `import { x } from '../../server/kernel/ids.ts';`, 'promises alone'],
  ['contract/src/a.ts', `import { randomUUID } from 'node:crypto';`, 'promises alone'],
  ['web/src/lib/a.ts', `import * as z from 'zod';`, '100 KB'],
  [
    'web/src/features/messaging/a.tsx',
    `import { X } from '../directory/card.tsx';`,
    'features never import each other',
  ],
  ['web/src/ui/a.tsx', `import { X } from '../features/directory/card.tsx';`, 'know no feature'],
  ['sdk/src/a.ts', `import { x } from '../../server/main.ts';`, 'nothing of the server'],
  ['server/kernel/utils.ts', '', 'named for what it does'],
  ['server/kernel/MyThing.ts', '', 'kebab-case'],
  ['server/kernel/thing.ts', 'export default 1;', 'no default exports'],
])('%s with %s is refused', (path, text, sentence) => {
  expect(broken(path, text).join('\n')).toContain(sentence);
});

test.each([
  ['server/modules/messaging/a.ts', `import { visibleMembers } from '../directory/index.ts';`],
  ['server/modules/messaging/chats/a.ts', `import { mySeat } from '../messaging.access.ts';`],
  ['web/src/pages/chats.tsx', `import { X } from '../features/directory/card.tsx';`],
  ['contract/src/a.ts', `import * as z from 'zod';\nimport { endpoint } from './define.ts';`],
])('%s with %s is fine', (path, text) => {
  expect(broken(path, text)).toEqual([]);
});

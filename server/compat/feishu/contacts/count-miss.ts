import type { Ports } from '../../../kernel/ports.ts';
import type { App } from '../../../modules/apps/index.ts';
import { FeishuError } from '../feishu.errors.ts';

const misses = { name: 'contact misses', most: 1_000, perMs: 3_600_000 };

/** Guessing mobiles and addresses is slow: an app misses only so often an hour. */
export async function countMiss({ throttles }: Pick<Ports, 'throttles'>, app: App): Promise<void> {
  if (!(await throttles.take([misses, app.id])))
    throw new FeishuError(99991400, 'request trigger frequency limit');
}

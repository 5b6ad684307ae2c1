import { system } from '../../../server/kernel/work.ts';
import { CommandFailure, defineCommand } from '../command.ts';

const kinds = new Map([
  ['contacts', 'contacts'],
  ['external-contact', 'customers'],
] as const);

export const secretShow = defineCommand({
  name: 'secret show',
  about: 'The secret with which programs work on the directory or on customers.',
  args: [],
  options: {
    corp: { type: 'text', value: 'CORPID', about: 'The company, corp_… or ww….', required: true },
    kind: { type: 'text', value: 'KIND', about: 'contacts or external-contact.', required: true },
  },
  async run({ openDatabase }, { options }) {
    const kind = kinds.get(options.kind as 'contacts');
    if (!kind)
      throw new CommandFailure(
        'secret.kind',
        `--kind is contacts or external-contact, not "${options.kind}".`,
      );
    const { builtInSecret } = await import('../../../server/modules/apps/index.ts');
    const { installationSecret } = await import('../../../server/kernel/installation.ts');
    const { corpOf, openWorks } = await import('../open-works.ts');
    const works = await openWorks((await openDatabase()).url);
    try {
      const corpId = await corpOf(works.db, options.corp);
      const key = await installationSecret(works.db);
      const { secret } = await works.open(corpId, system, (work) => builtInSecret(work, key, kind));
      return { secret };
    } finally {
      await works.close();
    }
  },
  tell: ({ secret }) => secret,
});

import { system } from '../../../server/kernel/work.ts';
import { CommandFailure, defineCommand } from '../command.ts';

export const appCreate = defineCommand({
  name: 'app create',
  about: 'Create a program of the company itself, and print its number and secret.',
  args: [],
  options: {
    corp: { type: 'text', value: 'CORPID', about: 'The company, corp_… or ww….', required: true },
    name: { type: 'text', value: 'NAME', about: 'What members see.', required: true },
    visible: { type: 'text', value: 'all', about: 'Who sees it: all, which is also the default.' },
  },
  async run({ openDatabase }, { options }) {
    if (options.visible !== undefined && options.visible !== 'all')
      throw new CommandFailure('app.visible', `--visible takes "all", not "${options.visible}".`);
    if (options.name.length > 32)
      throw new CommandFailure('app.name', 'The name of an app has 32 characters at most.');
    const { corpCode, createApp } = await import('../../../server/modules/apps/index.ts');
    const { installationSecret } = await import('../../../server/kernel/installation.ts');
    const { corpOf, openWorks } = await import('../open-works.ts');
    const works = await openWorks((await openDatabase()).url);
    try {
      const corpId = await corpOf(works.db, options.corp);
      const key = await installationSecret(works.db);
      const { no, secret } = await works.open(corpId, system, (work) =>
        createApp(work, key, { kind: 'self_built', name: options.name }),
      );
      return { corpId: corpCode(corpId), agentId: no, secret };
    } finally {
      await works.close();
    }
  },
  tell: ({ corpId, agentId, secret }) => `CorpId ${corpId}\nAgentId ${agentId}\nSecret ${secret}`,
});

import { CallbackWish } from '../../../contract/src/callbacks.ts';
import { system } from '../../../server/kernel/work.ts';
import { CommandFailure, defineCommand } from '../command.ts';

export const appCallback = defineCommand({
  name: 'app callback',
  about: 'Let a program hear what happens; its address is asked for a proof first.',
  args: [],
  options: {
    corp: { type: 'text', value: 'CORPID', about: 'The company, corp_… or ww….', required: true },
    agent: { type: 'number', value: 'N', about: 'The number of the program.', required: true },
    url: {
      type: 'text',
      value: 'URL',
      about: 'Where it listens; whoever runs this may name this machine and private networks.',
      required: true,
    },
    token: { type: 'text', value: 'T', about: '3 to 32 letters and digits; signs.', required: true },
    'aes-key': { type: 'text', value: 'K', about: '43 letters and digits; encrypts.', required: true },
    format: { type: 'text', value: 'xml|json', about: 'What it is told in; xml unless said.' },
  },
  async run({ openDatabase, settings }, { options }) {
    const wish = CallbackWish.safeParse({
      url: options.url,
      token: options.token,
      aesKey: options['aes-key'],
      format: options.format,
    });
    if (!wish.success) throw new CommandFailure('common.invalid_input', sentences[wrongPart(wish.error)]);
    const { appByNo } = await import('../../../server/modules/apps/index.ts');
    const { keepCallback } = await import('../../../server/modules/callbacks/index.ts');
    const { installationSecret } = await import('../../../server/kernel/installation.ts');
    const { guardedFetch } = await import('../../../server/kernel/outbound.ts');
    const { corpOf, openWorks } = await import('../open-works.ts');
    const works = await openWorks((await openDatabase()).url);
    try {
      const corpId = await corpOf(works.db, options.corp);
      const app = await works.open(corpId, system, (work) => appByNo(work, options.agent));
      if (!app) throw new CommandFailure('apps.app_not_found', `No app has the number ${options.agent}.`);
      const verifiedAt = await keepCallback(
        {
          corpId,
          settings,
          now: new Date(),
          secret: await installationSecret(works.db),
          fetchOutside: guardedFetch(),
          work: (run) => works.open(corpId, system, run),
        },
        { ...wish.data, appId: app.id },
        true,
      );
      return { agentId: app.no, url: wish.data.url, verifiedAt: verifiedAt.toISOString() };
    } finally {
      await works.close();
    }
  },
  tell: ({ agentId, url }) => `App ${agentId} now hears what happens at ${url}.`,
});

const sentences = {
  url: '--url must be an address that starts with http:// or https://.',
  token: '--token must be 3 to 32 letters and digits.',
  aesKey: '--aes-key must be 43 letters and digits.',
  format: '--format must be xml or json.',
};

function wrongPart(error: { issues: { path: PropertyKey[] }[] }): keyof typeof sentences {
  const part = String(error.issues[0]?.path[0]);
  return part in sentences ? (part as keyof typeof sentences) : 'url';
}

import { system } from '../../../server/kernel/work.ts';
import { CommandFailure, defineCommand } from '../command.ts';

const kinds = ['wecom', 'dingtalk', 'feishu'] as const;

export const robotCreate = defineCommand({
  name: 'robot create',
  about: 'Add a robot to a group, and print the address that other systems post to.',
  args: [],
  options: {
    corp: { type: 'text', value: 'CORPID', about: 'The company, corp_… or ww….', required: true },
    chat: { type: 'text', value: 'NAME', about: 'The group, by its name or chat_….', required: true },
    kind: { type: 'text', value: 'KIND', about: 'wecom, dingtalk or feishu.', required: true },
    name: { type: 'text', value: 'NAME', about: 'What members see; "Robot" unless said.' },
    secret: { type: 'text', value: 'S', about: 'Messages must be signed with it (dingtalk, feishu).' },
  },
  async run({ openDatabase, settings }, { options }) {
    const kind = kinds.find((k) => k === options.kind);
    if (!kind)
      throw new CommandFailure('robot.kind', `--kind is wecom, dingtalk or feishu, not "${options.kind}".`);
    if (kind === 'wecom' && options.secret !== undefined)
      throw new CommandFailure('robot.secret', 'Robots of the wecom kind have no --secret.');
    const { addressOf, createRobot } = await import('../../../server/modules/robots/index.ts');
    const { groupsNamed } = await import('../../../server/modules/messaging/index.ts');
    const { installationSecret } = await import('../../../server/kernel/installation.ts');
    const { corpOf, openWorks } = await import('../open-works.ts');
    const works = await openWorks((await openDatabase()).url);
    try {
      const corpId = await corpOf(works.db, options.corp);
      const sealing = await installationSecret(works.db);
      const origin = settings.publicUrl ?? `http://localhost:${settings.port}`;
      return await works.open(corpId, system, async (work) => {
        const [chatId, another] = await groupsNamed(work, options.chat);
        if (!chatId)
          throw new CommandFailure('robot.chat_not_found', `There is no group called "${options.chat}".`);
        if (another)
          throw new CommandFailure(
            'robot.chat_unclear',
            `Several groups are called "${options.chat}"; use the id of one.`,
          );
        const robot = await createRobot(work, sealing, {
          chatId,
          kind,
          name: options.name ?? 'Robot',
          secret: options.secret,
          by: null,
        });
        const { url, key } = addressOf(sealing, origin, robot);
        return { url, key };
      });
    } finally {
      await works.close();
    }
  },
  tell: ({ url }) => url,
});

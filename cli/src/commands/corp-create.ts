import { CommandFailure, defineCommand } from '../command.ts';

export const corpCreate = defineCommand({
  name: 'corp create',
  about: 'Create a company and its owner, who can sign in at once.',
  args: [],
  options: {
    name: { type: 'text', value: 'NAME', about: 'The company.', required: true },
    'owner-name': { type: 'text', value: 'NAME', about: 'Who owns it.', required: true },
    'owner-email': { type: 'text', value: 'MAIL', about: 'What the owner signs in with.', required: true },
    password: { type: 'text', value: 'PASS', about: "The owner's first password.", required: true },
  },
  async run({ openDatabase }, { options }) {
    // The house is loaded only by commands that work in it: help and backups start at once.
    const { createCorp } = await import('../../../server/modules/identity/index.ts');
    const { isEmail } = await import('../../../server/modules/directory/index.ts');
    const { openWorks } = await import('../open-works.ts');
    if (!isEmail(options['owner-email']))
      throw new CommandFailure('directory.bad_email', `${options['owner-email']} is not an email address.`);
    const works = await openWorks((await openDatabase()).url);
    try {
      return await createCorp(
        { openWork: works.open },
        {
          name: options.name,
          ownerName: options['owner-name'],
          ownerEmail: options['owner-email'],
          password: options.password,
        },
      );
    } finally {
      await works.close();
    }
  },
  tell: ({ corpId, ownerId }) => `Company ${corpId} is there; its owner is ${ownerId}.`,
});

import { system } from '../../../server/kernel/work.ts';
import { defineCommand } from '../command.ts';

export const membersList = defineCommand({
  name: 'members list',
  about: 'Everybody of a company, those who left included.',
  args: [],
  options: { corp: { type: 'text', value: 'CORPID', about: 'The company.', required: true } },
  async run({ openDatabase }, { options: { corp } }) {
    const { listMembers } = await import('../../../server/modules/directory/index.ts');
    const { mustBeCorp, openWorks } = await import('../open-works.ts');
    const works = await openWorks((await openDatabase()).url);
    try {
      await mustBeCorp(works.db, corp);
      return { members: await works.open(corp, system, listMembers) };
    } finally {
      await works.close();
    }
  },
  tell: ({ members }) =>
    members
      .map((m) =>
        [m.userid, m.name, m.departments.join('; '), m.mobile ?? '', m.email ?? '', m.status].join('\t'),
      )
      .join('\n'),
});

import { readFile } from 'node:fs/promises';
import { system } from '../../../server/kernel/work.ts';
import { CommandFailure, defineCommand } from '../command.ts';

export const membersImport = defineCommand({
  name: 'members import',
  about: 'Import members from an XLSX or CSV table; with a faulty cell nothing is written.',
  args: ['FILE'],
  options: {
    corp: { type: 'text', value: 'CORPID', about: 'The company.', required: true },
    'dry-run': { type: 'flag', about: 'Only say what would be done.' },
    'leave-missing': { type: 'flag', about: 'Members the table does not name leave the company.' },
    'skip-faulty': { type: 'flag', about: 'Leave faulty rows out and import the others.' },
    'known-departments': { type: 'flag', about: 'Create no departments; an unknown one is a fault.' },
  },
  async run({ openDatabase, say }, { args: [file], options }) {
    const { importTable } = await import('../../../server/modules/directory/index.ts');
    const { mustBeCorp, openWorks } = await import('../open-works.ts');
    const bytes = await readFile(file).catch((error: unknown) => {
      throw new CommandFailure('members.no_file', `${file} cannot be read: ${(error as Error).message}`);
    });
    const works = await openWorks((await openDatabase()).url);
    try {
      await mustBeCorp(works.db, options.corp);
      const result = await works.open(options.corp, system, (work) =>
        importTable(work, bytes, {
          dryRun: options['dry-run'],
          leaveMissing: options['leave-missing'],
          skipFaulty: options['skip-faulty'],
          createDepartments: !options['known-departments'],
          progress: (done, total) => say(`${done} of ${total}`),
        }),
      );
      return result;
    } finally {
      await works.close();
    }
  },
  tell: ({ added, changed, left, unchanged, faults }, given) =>
    [
      ...faults.map((f) => `Row ${f.row}, ${f.column || 'no column'}: ${f.text} (${f.code})`),
      `${added} added, ${changed} changed, ${left} left, ${unchanged} unchanged, ${faults.length} faults.`,
      ...(given.options['dry-run'] || nothingWritten(faults, given.options) ? ['Nothing was written.'] : []),
    ].join('\n'),
  undone: ({ faults }, { options }) => nothingWritten(faults, options) && !options['dry-run'],
});

const nothingWritten = (faults: readonly object[], options: { 'skip-faulty': boolean }) =>
  faults.length > 0 && !options['skip-faulty'];

import { backUp } from '../../../server/kernel/backup/back-up.ts';
import { CommandFailure, defineCommand } from '../command.ts';

const usualKeep = 7;

export const backup = defineCommand({
  name: 'backup',
  about: 'Save database and files into a new folder in DIR, while the server runs or not.',
  args: ['DIR'],
  options: {
    keep: {
      type: 'number',
      value: 'N',
      about: `Keep the N newest backups in DIR and remove older ones; ${usualKeep} if not said.`,
    },
  },
  async run({ settings, openDatabase, say }, { args: [into], options }) {
    if (settings.databaseUrl) {
      throw new CommandFailure(
        'backup.foreign_database',
        'DATABASE_URL names a PostgreSQL of your own; back it up with its own tools (pg_basebackup or pg_dump), and copy DATA_DIR.',
      );
    }
    const keep = options.keep ?? usualKeep;
    if (keep < 1) throw new CommandFailure('cli.wrong_words', '--keep must be at least 1.');
    const { url } = await openDatabase();
    return backUp({ dataDir: settings.dataDir, walDir: settings.backupWalDir, url, into, keep, say });
  },
  tell: ({ directory, instant, files, bytes, removed }) =>
    [
      `Saved ${files} files (${Math.ceil(bytes / 1e6)} MB) in ${directory}, as of ${instant}.`,
      ...removed.map((old) => `Removed the old backup ${old}.`),
    ].join('\n'),
});

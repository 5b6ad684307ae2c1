import { restoreBackup } from '../../../server/kernel/backup/restore-backup.ts';
import { CommandFailure, defineCommand } from '../command.ts';

export const restore = defineCommand({
  name: 'restore',
  about: 'Put database and files back from a backup in DIR; what is there moves aside.',
  args: ['DIR'],
  options: {
    to: {
      type: 'text',
      value: 'INSTANT',
      about: 'Go on from the backup to this instant, such as 2026-03-01T09:30:00Z.',
    },
  },
  async run({ settings, say }, { args: [from], options }) {
    if (settings.databaseUrl) {
      throw new CommandFailure(
        'backup.foreign_database',
        'DATABASE_URL names a PostgreSQL of your own; restore it with its own tools, and copy DATA_DIR back.',
      );
    }
    const { dataDir, backupWalDir: walDir } = settings;
    return restoreBackup({ dataDir, walDir, from, say, ...(options.to && { to: options.to }) });
  },
  tell: ({ backup, instant, lastChange, complete, movedTo }) =>
    [
      `Restored from ${backup}, as of ${instant}.`,
      ...(complete ? [] : ['Recorded history ends there, before the instant asked for.']),
      ...(lastChange ? [`The last change in it was made at ${lastChange}.`] : []),
      ...(movedTo ? [`What was there before lies in ${movedTo}.`] : []),
    ].join('\n'),
});

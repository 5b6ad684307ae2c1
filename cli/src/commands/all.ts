import type { Command } from '../command.ts';
import { chatHistoryCommand } from './chat-history.ts';
import { corpCreate } from './corp-create.ts';
import { membersImport } from './members-import.ts';
import { membersList } from './members-list.ts';
import { appCallback } from './app-callback.ts';
import { appCreate } from './app-create.ts';
import { robotCreate } from './robot-create.ts';
import { secretShow } from './secret-show.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  corpCreate,
  membersImport,
  membersList,
  chatHistoryCommand,
  appCreate,
  robotCreate,
  appCallback,
  secretShow,
  backup,
  restore,
];

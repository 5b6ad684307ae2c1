import type { Command } from '../command.ts';
import { chatHistoryCommand } from './chat-history.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [chatHistoryCommand, backup, restore];

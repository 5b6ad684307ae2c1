import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../server/kernel/fail.ts';
import { readSettings, WrongSetting } from '../../server/kernel/settings.ts';
import { openPostgres, type RunningPostgres } from '../../server/kernel/postgres/open-postgres.ts';
import { type Command, CommandFailure } from './command.ts';
import { commands } from './commands/all.ts';
import { helpOf, helpOfAll } from './help.ts';
import { parseWords } from './parse-words.ts';

const home = fileURLToPath(new URL('../../', import.meta.url));

/** Runs one command and ends the process: 0 done, 1 failed, 2 called wrongly. */
export async function main(words: readonly string[]): Promise<void> {
  const json = words.includes('--json');
  try {
    const asked = parseWords(words, commands);
    const help = asked.command ? helpOf(asked.command) : helpOfAll(commands);
    if (asked.help || !asked.command) return leave(0, help);
    const { text, undone } = await run(asked.command, asked.given, json);
    leave(undone ? 1 : 0, text);
  } catch (error) {
    const { code, text } = sentenceOf(error);
    console.error(text);
    leave(code === 'cli.wrong_words' ? 2 : 1, json ? JSON.stringify({ error: { code, text } }) : '');
  }
}

async function run(
  command: Command,
  given: Parameters<Command['run']>[1],
  json: boolean,
): Promise<{ text: string; undone: boolean }> {
  const settings = readSettings(process.env, home);
  let postgres: RunningPostgres | undefined;
  const say = (line: string): void => {
    if (!json) console.error(line);
  };
  try {
    const result = await command.run(
      {
        settings,
        say,
        async openDatabase() {
          if (settings.databaseUrl) return { url: settings.databaseUrl };
          postgres ??= await openPostgres(join(settings.dataDir, 'postgres'));
          return { url: postgres.url };
        },
      },
      given,
    );
    return {
      text: json ? JSON.stringify(result) : command.tell(result, given),
      undone: command.undone?.(result, given) ?? false,
    };
  } finally {
    await postgres?.stop();
  }
}

function sentenceOf(error: unknown): { code: string; text: string } {
  if (error instanceof CommandFailure) return { code: error.code, text: error.message };
  if (error instanceof WrongSetting) return { code: 'settings.wrong', text: error.message };
  if (error instanceof Failure) {
    const language = /^zh/i.test(process.env['LC_ALL'] || process.env['LANG'] || '') ? 'zh' : 'en';
    const fields = error.fields.map(({ path, text }) => `${path}: ${text}`);
    return { code: error.code, text: [error.text(language), ...fields].join('; ') };
  }
  return { code: 'cli.failed', text: error instanceof Error ? error.message : String(error) };
}

// The process ends here even when a command left something open; what was written first reaches a pipe in full.
function leave(code: number, text: string): void {
  process.stdout.write(text && `${text}\n`, () => process.exit(code));
}

import { parseArgs } from 'node:util';
import { type Command, CommandFailure, type Given, type OptionSpecs } from './command.ts';

export interface Asked {
  json: boolean;
  help: boolean;
  command?: Command;
  given: Given<readonly string[], OptionSpecs>;
}

/** Reads the words after `teahouse`. Throws CommandFailure with a sentence for anything that is not declared. */
export function parseWords(words: readonly string[], commands: readonly Command[]): Asked {
  const json = words.includes('--json');
  const nothing = { args: [], options: {} };
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => words[at] === word));
  if (!command) {
    const help =
      words.length === 0 || words.includes('--help') || words.includes('-h') || words[0] === 'help';
    if (help) return { json, help, given: nothing };
    const called = words
      .filter((word) => !word.startsWith('-'))
      .slice(0, 2)
      .join(' ');
    throw wrong(`There is no command "${called}"; "npx teahouse --help" lists them all.`);
  }
  const rest = words.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) return { json, help: true, command, given: nothing };
  return { json, help: false, command, given: readGiven(command, rest) };
}

function readGiven(command: Command, words: readonly string[]): Asked['given'] {
  const kinds = Object.entries(command.options).map(
    ([name, option]) => [name, { type: option.type === 'flag' ? 'boolean' : 'string' }] as const,
  );
  const options = { ...Object.fromEntries(kinds), json: { type: 'boolean' } } as const;
  const { tokens } = parseArgs({
    args: [...words],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });

  const args: string[] = [];
  const values: Record<string, string | number | boolean | undefined> = {};
  for (const [name, option] of Object.entries(command.options))
    if (option.type === 'flag') values[name] = false;
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value);
    if (token.kind !== 'option' || token.name === 'json') continue;
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (!option)
      throw wrong(
        `"teahouse ${command.name}" has no option ${token.rawName}; add --help to see what it has.`,
      );
    if (option.type === 'flag') {
      if (token.value !== undefined) throw wrong(`${token.rawName} takes no value.`);
      values[token.name] = true;
      continue;
    }
    // `--corp --dry-run` forgot the value; a value that does start with a dash is written `--corp=-x`.
    const value = token.inlineValue || !token.value?.startsWith('--') ? token.value : undefined;
    if (!value) throw wrong(`${token.rawName} needs a value: ${token.rawName} ${option.value}.`);
    if (option.type === 'number' && !/^\d{1,9}$/.test(value)) {
      throw wrong(`${token.rawName} must be a whole number, not "${value}".`);
    }
    values[token.name] = option.type === 'number' ? Number(value) : value;
  }
  checkComplete(command, args, values);
  return { args, options: values } as Asked['given'];
}

function checkComplete(command: Command, args: string[], values: Record<string, unknown>): void {
  const missing = command.args[args.length];
  if (missing)
    throw wrong(`"teahouse ${command.name}" needs ${missing}; add --help to see how it is called.`);
  const extra = args[command.args.length];
  if (extra !== undefined) throw wrong(`"teahouse ${command.name}" cannot use the word "${extra}".`);
  for (const [name, option] of Object.entries(command.options)) {
    if (option.type !== 'flag' && option.required && values[name] === undefined) {
      throw wrong(`"teahouse ${command.name}" needs --${name} ${option.value}.`);
    }
  }
}

function wrong(sentence: string): CommandFailure {
  return new CommandFailure('cli.wrong_words', sentence);
}

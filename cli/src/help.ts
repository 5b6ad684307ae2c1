import type { Command, OptionSpec } from './command.ts';

export function helpOfAll(commands: readonly Command[]): string {
  const rows = commands.map((command) => [shapeOf(command), command.about] as const);
  return [
    'Usage: npx teahouse COMMAND …',
    '',
    ...columns(rows),
    '',
    'Every command knows --help, and --json to print its answer as one JSON object.',
    'Settings such as DATA_DIR and DATABASE_URL are read from the environment, as by the server.',
  ].join('\n');
}

export function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => {
    const needed = option.type !== 'flag' && option.required ? ' (required)' : '';
    return [wordsOf(name, option), `${option.about}${needed}`] as const;
  });
  const rows = [...options, ['--json', 'Print the answer as one JSON object.'] as const];
  return [`Usage: npx teahouse ${shapeOf(command)}`, '', command.about, '', ...columns(rows)].join('\n');
}

function shapeOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => {
    const words = wordsOf(name, option);
    return option.type !== 'flag' && option.required ? words : `[${words}]`;
  });
  return [command.name, ...command.args, ...options].join(' ');
}

function wordsOf(name: string, option: OptionSpec): string {
  return option.type === 'flag' ? `--${name}` : `--${name} ${option.value}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  return rows.flatMap(([left, right]) =>
    left.length > 28 ? [`  ${left}`, `${' '.repeat(32)}${right}`] : [`  ${left.padEnd(30)}${right}`],
  );
}

import type { Settings } from '../../server/kernel/settings.ts';

/** What every command may use. */
export interface CommandContext {
  settings: Settings;
  /**
   * The database: DATABASE_URL when set, else the PostgreSQL in DATA_DIR, joined when the server runs and started for
   * this command otherwise. Let go of by the frame when the command ends.
   */
  openDatabase: () => Promise<{ url: string }>;
  /** Progress for people, on stderr; silent with --json. */
  say: (line: string) => void;
}

export type OptionSpec = TextOption | NumberOption | FlagOption;

interface TextOption {
  type: 'text';
  /** The word shown in the help, such as `CORPID`. */
  value: string;
  about: string;
  required?: boolean;
}

interface NumberOption {
  type: 'number';
  value: string;
  about: string;
  required?: boolean;
}

interface FlagOption {
  type: 'flag';
  about: string;
}

export type OptionSpecs = Record<string, OptionSpec>;

type ValueOf<O extends OptionSpec> = O extends FlagOption
  ? boolean
  : O extends { type: 'number'; required: true }
    ? number
    : O extends { type: 'number' }
      ? number | undefined
      : O extends { required: true }
        ? string
        : string | undefined;

export interface Given<A extends readonly string[], O extends OptionSpecs> {
  /** One text per declared argument, in order. */
  args: { [I in keyof A]: string };
  options: { [K in keyof O]: ValueOf<O[K]> };
}

export interface CommandSpec<A extends readonly string[], O extends OptionSpecs, R extends object> {
  /** The words that call it, such as `corp create`. */
  name: string;
  /** One sentence for the help. */
  about: string;
  /** Names of the required arguments, such as `['FILE']`. */
  args: A;
  options: O;
  /** Does it; the answer is what --json prints. Fails by throwing a Failure, a CommandFailure or any Error. */
  run(context: CommandContext, given: Given<A, O>): Promise<R>;
  /** The answer for people. */
  tell(result: R, given: Given<A, O>): string;
  /** True where the answer is given but the thing was not done: the exit is then non-zero. */
  undone?(result: R, given: Given<A, O>): boolean;
}

/** A command once its types are checked; what the frame works with. */
export interface Command {
  name: string;
  about: string;
  args: readonly string[];
  options: OptionSpecs;
  run(context: CommandContext, given: Given<readonly string[], OptionSpecs>): Promise<object>;
  tell(result: object, given: Given<readonly string[], OptionSpecs>): string;
  undone?(result: object, given: Given<readonly string[], OptionSpecs>): boolean;
}

/** Declares a command; put it into commands/all.ts. */
export function defineCommand<
  const A extends readonly string[],
  const O extends OptionSpecs,
  R extends object,
>(spec: CommandSpec<A, O, R>): Command {
  // The frame parses by the same `args` and `options`, so what it hands over has these very types.
  return spec as unknown as Command;
}

/** Ends a command with one sentence for the person who called it. */
export class CommandFailure extends Error {
  override name = 'CommandFailure';
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

export interface RunningPostgres {
  /** Works with `pg`, psql and pgbench: over the socket, user `postgres`, database `teahouse`. */
  readonly url: string;
  /** The server's process; changes when a crashed server is started again. */
  readonly pid: number;
  readonly socketDir: string;
  /** Ends a server that this call started; lets go of one it only joined. */
  stop(): Promise<void>;
}

/** `server` lives long; `command` is a passing command of an operator. */
export type Role = 'server' | 'command';

export const databaseName = 'teahouse';

/** Tells an operator what goes on; `warn` is what they should see. */
export type Tell = (line: string, level: 'debug' | 'warn') => void;

/** The database cannot be opened here; the message is one sentence for the operator. */
export class CannotOpen extends Error {
  override name = 'CannotOpen';
}

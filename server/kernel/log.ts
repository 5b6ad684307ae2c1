import { type DestinationStream, type Logger, pino } from 'pino';
import type { Settings } from './settings.ts';

/** Structured lines on standard output. Secrets never reach it: cookies, tokens and bodies are not logged, and these names are blanked. */
export function openLog(settings: Pick<Settings, 'logLevel'>, to?: DestinationStream): Logger {
  const options = {
    level: settings.logLevel,
    base: null,
    redact: [
      'req.headers.cookie',
      'req.headers.authorization',
      '*.password',
      '*.secret',
      '*.token',
      '*.access_token',
    ],
    serializers: {
      req: (req: { method: string; url: string }) => ({ method: req.method, path: req.url.split('?')[0] }),
    },
  };
  return to ? pino(options, to) : pino(options);
}

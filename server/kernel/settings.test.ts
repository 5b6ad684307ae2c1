import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings, settingsTable } from './settings.ts';

const wrong = (env: Record<string, string>) => {
  try {
    readSettings(env);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

test('without any variable there is a working default', () => {
  expect(readSettings({})).toEqual({
    port: 8080,
    host: '0.0.0.0',
    dataDir: resolve('data'),
    backupWalDir: resolve('data/wal-archive'),
    mailFrom: 'Teahouse <teahouse@localhost>',
    logLevel: 'info',
    trustProxy: false,
    outsideAllow: [],
    mostNodes: 30_000,
  });
});

test('an empty variable counts as not set', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toEqual(readSettings({}));
});

test.each([
  [{ PORT: 'abc' }, 'PORT must be a whole number from 1 to 65535, not "abc".'],
  [{ PORT: '70000' }, 'PORT must be a whole number from 1 to 65535, not "70000".'],
  [{ PORT: '80.5' }, 'PORT must be a whole number from 1 to 65535, not "80.5".'],
  [
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
  ],
  [{ TRUST_PROXY: 'maybe' }, 'TRUST_PROXY must be yes or no, not "maybe".'],
  [
    { PUBLIC_URL: 'tea.example.com' },
    'PUBLIC_URL must be a URL that starts with http:// or https://, not "tea.example.com".',
  ],
  [
    { DATABASE_URL: 'mysql://a/b' },
    'DATABASE_URL must be a URL that starts with postgres:// or postgresql://, not "mysql://a/b".',
  ],
  [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM must be a mail address, not "nobody".'],
  [{ S3_ENDPOINT: 'http://s3.local' }, 'S3_BUCKET must be set too when S3 is used; it is missing.'],
])('%o is refused with a sentence', (env, sentence) => {
  expect(wrong(env)).toBe(sentence);
});

test('a password never gets into the sentence', () => {
  const sentence = wrong({ DATABASE_URL: 'mysql://root:hunter2@db/tea' });
  expect(sentence).toContain('DATABASE_URL must be');
  expect(sentence).not.toContain('hunter2');
});

test('values arrive as the product uses them', () => {
  const s3 = { S3_ENDPOINT: 'http://s3:9000', S3_BUCKET: 'b', S3_ACCESS_KEY: 'k', S3_SECRET_KEY: 's' };
  const settings = readSettings({
    PUBLIC_URL: 'https://tea.example.com/',
    TRUST_PROXY: 'yes',
    DATA_DIR: '/srv/tea',
    ...s3,
  });
  expect(settings.publicUrl).toBe('https://tea.example.com');
  expect(settings.trustProxy).toBe(true);
  expect(settings.backupWalDir).toBe('/srv/tea/wal-archive');
  expect(settings.s3).toEqual({
    endpoint: 'http://s3:9000',
    bucket: 'b',
    accessKey: 'k',
    secretKey: 's',
    region: 'us-east-1',
  });
});

test('every default in the table is itself accepted', () => {
  for (const row of settingsTable) {
    if (row.default) expect(row.accept.safeParse(row.default).success, row.name).toBe(true);
  }
});

import { resolve } from 'node:path';
import { z } from 'zod';
import { type OutsideAllow, readOutsideAllow } from './outside-allow.ts';

/** Everything an operator can set, read once at the start. */
export interface Settings {
  port: number;
  host: string;
  /** Absolute path. */
  dataDir: string;
  /** Use this PostgreSQL instead of our own. */
  databaseUrl?: string;
  natsUrl?: string;
  /** Where people reach the product, without a slash at the end. */
  publicUrl?: string;
  s3?: { endpoint: string; bucket: string; accessKey: string; secretKey: string; region: string };
  smtpUrl?: string;
  mailFrom: string;
  smsUrl?: string;
  smsSecret?: string;
  logLevel: (typeof logLevels)[number];
  /** Absolute path. Finished WAL is kept here from the first backup on. */
  backupWalDir: string;
  trustProxy: boolean;
  /** Where callbacks of apps may go besides public addresses. */
  outsideAllow: OutsideAllow;
  /** Members and departments that one department or tag holds at most, where programs put them there. */
  mostNodes: number;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

interface Row {
  name: string;
  /** What holds when it is not set, as an operator would write it; empty = nothing. */
  default: string;
  /** One sentence for the README. */
  meaning: string;
  /** Completes "NAME must be …". */
  must: string;
  accept: z.ZodType;
}

const url = (...schemes: string[]): z.ZodType =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)));
const path = { must: 'the path of a directory', accept: z.string().min(1) };
const text = { must: 'a text', accept: z.string().min(1) };
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .refine((digits) => Number(digits) >= 1 && Number(digits) <= 65535);

/** Every setting: the README table and the checks are read off it. */
export const settingsTable = [
  {
    name: 'PORT',
    default: '8080',
    meaning: 'Port of the web server.',
    must: 'a whole number from 1 to 65535',
    accept: port,
  },
  {
    name: 'HOST',
    default: '0.0.0.0',
    meaning: 'Address to listen on; `127.0.0.1` answers this machine only.',
    must: 'an IP address or a host name',
    accept: z.string().regex(/^[\w.:-]+$/),
  },
  {
    name: 'DATA_DIR',
    default: './data',
    meaning: 'Where the database, uploaded files and keys lie.',
    ...path,
  },
  {
    name: 'PUBLIC_URL',
    default: '',
    meaning:
      'Address people type, such as `https://tea.example.com`; needed for mail links, passkeys and phones. Without it the address of the request counts.',
    must: 'a URL that starts with http:// or https://',
    accept: url('http', 'https'),
  },
  {
    name: 'DATABASE_URL',
    default: '',
    meaning: 'Use this PostgreSQL (16 or newer) instead of the one Teahouse brings.',
    must: 'a URL that starts with postgres:// or postgresql://',
    accept: url('postgres', 'postgresql'),
  },
  {
    name: 'NATS_URL',
    default: '',
    meaning: 'NATS server that connects several replicas; one replica needs none.',
    must: 'a URL that starts with nats:// or tls://',
    accept: url('nats', 'tls'),
  },
  {
    name: 'S3_ENDPOINT',
    default: '',
    meaning: 'Keep uploaded files in this S3-compatible store instead of in `DATA_DIR`.',
    must: 'a URL that starts with http:// or https://',
    accept: url('http', 'https'),
  },
  { name: 'S3_BUCKET', default: '', meaning: 'Bucket in that store.', ...text },
  { name: 'S3_ACCESS_KEY', default: '', meaning: 'Access key of that store.', ...text },
  { name: 'S3_SECRET_KEY', default: '', meaning: 'Secret key of that store.', ...text },
  { name: 'S3_REGION', default: 'us-east-1', meaning: 'Region of that store.', ...text },
  {
    name: 'SMTP_URL',
    default: '',
    meaning: 'Mail server, such as `smtps://user:password@mail.example.com`; without it no mail is sent.',
    must: 'a URL that starts with smtp:// or smtps://',
    accept: url('smtp', 'smtps'),
  },
  {
    name: 'MAIL_FROM',
    default: 'Teahouse <teahouse@localhost>',
    meaning: 'Sender of mail.',
    must: 'a mail address',
    accept: z.string().regex(/^[^@\r\n]*[^\s@<>]+@[^\s@<>]+>?$/),
  },
  {
    name: 'SMS_URL',
    default: '',
    meaning:
      'Gateway of an SMS provider that sends sign-in codes to customers; without it phones are not offered.',
    must: 'a URL that starts with http:// or https://',
    accept: url('http', 'https'),
  },
  { name: 'SMS_SECRET', default: '', meaning: 'What requests to that gateway are signed with.', ...text },
  {
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: `How much is logged: ${logLevels.join(', ')}.`,
    must: `one of ${logLevels.join(', ')}`,
    accept: z.enum(logLevels),
  },
  {
    name: 'BACKUP_WAL_DIR',
    default: 'DATA_DIR/wal-archive',
    meaning: 'From the first backup on, the changes since are kept here; put it on another disk.',
    ...path,
  },
  {
    name: 'TRUST_PROXY',
    default: 'no',
    meaning:
      'Set to `yes` behind a reverse proxy, so that the addresses of people are taken from its headers.',
    must: 'yes or no',
    accept: z.enum(['yes', 'no', 'true', 'false', '1', '0']),
  },
  {
    name: 'OUTSIDE_ALLOW',
    default: '',
    meaning:
      'Private addresses that callbacks of apps may go to, on any port: addresses, ranges and host names with commas between, such as `127.0.0.1,10.1.0.0/16,*.corp.example`. Link previews never go there.',
    must: 'a list of addresses, ranges such as 10.0.0.0/8, and host names',
    accept: z.string().refine((given) => readOutsideAllow(given) !== undefined),
  },
  {
    name: 'MOST_NODES',
    default: '30000',
    meaning: 'How many members and departments programs may put into one department or under one tag.',
    must: 'a whole number from 1 to 10000000',
    accept: z
      .string()
      .regex(/^\d{1,8}$/)
      .refine((digits) => Number(digits) >= 1 && Number(digits) <= 10_000_000),
  },
] as const satisfies readonly Row[];

type Name = (typeof settingsTable)[number]['name'];

/** A setting is wrong; the message is one sentence that names it. */
export class WrongSetting extends Error {
  override name = 'WrongSetting';
}

/**
 * Reads the settings; an empty variable counts as not set. Relative paths start at `base`. Throws WrongSetting.
 */
export function readSettings(env: Record<string, string | undefined>, base = process.cwd()): Settings {
  const given = (name: Name): string | undefined => {
    const value = env[name]?.trim();
    if (!value) return undefined;
    const row: Row | undefined = settingsTable.find((each) => each.name === name);
    if (row && !row.accept.safeParse(value).success) {
      throw new WrongSetting(`${name} must be ${row.must}, not ${shown(name, value)}.`);
    }
    return value;
  };
  const orDefault = (name: Name): string =>
    given(name) ?? settingsTable.find((each) => each.name === name)?.default ?? '';

  const dataDir = resolve(base, orDefault('DATA_DIR'));
  const databaseUrl = given('DATABASE_URL');
  const natsUrl = given('NATS_URL');
  const publicUrl = given('PUBLIC_URL')?.replace(/\/+$/, '');
  const smtpUrl = given('SMTP_URL');
  const smsUrl = given('SMS_URL');
  const smsSecret = given('SMS_SECRET');
  const s3 = readS3(given, orDefault('S3_REGION'));
  return {
    port: Number(orDefault('PORT')),
    host: orDefault('HOST'),
    dataDir,
    mailFrom: orDefault('MAIL_FROM'),
    logLevel: z.enum(logLevels).parse(orDefault('LOG_LEVEL')),
    backupWalDir: resolve(base, given('BACKUP_WAL_DIR') ?? `${dataDir}/wal-archive`),
    trustProxy: ['yes', 'true', '1'].includes(orDefault('TRUST_PROXY')),
    outsideAllow: readOutsideAllow(orDefault('OUTSIDE_ALLOW')) ?? [],
    mostNodes: Number(orDefault('MOST_NODES')),
    ...(databaseUrl && { databaseUrl }),
    ...(natsUrl && { natsUrl }),
    ...(publicUrl && { publicUrl }),
    ...(smtpUrl && { smtpUrl }),
    ...(smsUrl && { smsUrl }),
    ...(smsSecret && { smsSecret }),
    ...(s3 && { s3 }),
  };
}

function readS3(given: (name: Name) => string | undefined, region: string): Settings['s3'] {
  const needed = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;
  const [endpoint, bucket, accessKey, secretKey] = needed.map(given);
  if (endpoint && bucket && accessKey && secretKey) return { endpoint, bucket, accessKey, secretKey, region };
  const missing = needed.filter((name) => !given(name));
  if (missing.length === needed.length) return undefined;
  throw new WrongSetting(`${missing[0]} must be set too when S3 is used; it is missing.`);
}

/** Secrets and passwords inside URLs stay out of the sentence, which ends up in logs. */
function shown(name: Name, value: string): string {
  const secret = name.includes('KEY') || value.includes('@');
  return secret ? 'what it is set to' : JSON.stringify(value);
}

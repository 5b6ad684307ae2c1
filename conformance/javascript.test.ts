// The lane whose SDKs npm brings runs with every test: what others rely on breaks loudly.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { databaseAt, TEMPLATE } from '../server/testing/template.ts';
import { type Installation, openInstallation } from './installation.ts';
import { runLane } from './lane.ts';
import { javascript } from './lanes/javascript.ts';
import type { Row } from './rows.ts';

// Only bounds a run that hangs.
vi.setConfig({ hookTimeout: 180_000 });

let installation: Installation;
let rows: Row[];
let dir: string;

beforeAll(async () => {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: inject('clusterUrl') });
  await admin.connect();
  await admin.query(`create database ${name} template ${TEMPLATE}`);
  await admin.end();
  dir = await mkdtemp(join(tmpdir(), 'teahouse-js-lane-'));
  installation = await openInstallation({ databaseUrl: databaseAt(inject('clusterUrl'), name) });
  rows = await runLane(installation, javascript, dir);
});
afterAll(async () => {
  await installation?.close();
  await rm(dir, { recursive: true, force: true });
});

test.each([
  ['node-easywechat', 99],
  ['@wecom/crypto', 4],
  ['wechat-enterprise-api', 20],
  ['dingtalk-robot-sender', 6],
  ['@larksuiteoapi/node-sdk', 26],
])('%s works unmodified', (sdk, atLeast) => {
  const mine = rows.filter((r) => r.sdk === sdk);
  expect(mine.filter((r) => !r.ok)).toEqual([]);
  // A lane that stops half-way has no failures either.
  expect(mine.length).toBeGreaterThanOrEqual(atLeast);
});

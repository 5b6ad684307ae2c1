import { expect, test } from 'vitest';
import { readDeployFiles } from './check-deploy.ts';
import { type DeployFiles, disagreements } from './deploy-rules.ts';

const files = readDeployFiles();

test('the deployment files agree with each other and with the server', () => {
  expect(disagreements(files)).toEqual([]);
});

const planted: [string, (f: DeployFiles) => DeployFiles, RegExp][] = [
  [
    'another image in the chart',
    (f) => ({ ...f, values: f.values.replace('teahouse:', 'tea:') }),
    /values\.yaml runs tea:/,
  ],
  [
    'a new version nobody deploys',
    (f) => ({ ...f, version: '9.9.9' }),
    /package\.json makes teahouse:9\.9\.9/,
  ],
  [
    'a misspelt setting',
    (f) => ({ ...f, compose: f.compose.replace('NATS_URL:', 'NATS_URI:') }),
    /NATS_URI, which is no setting/,
  ],
  [
    'a setting the chart forgets',
    (f) => ({ ...f, deployment: f.deployment.replace('- name: TRUST_PROXY', '- name: LOG_LEVEL') }),
    /deployment\.yaml does not set TRUST_PROXY/,
  ],
  [
    'another port',
    (f) => ({ ...f, service: f.service.replace('targetPort: 8080', 'targetPort: 3000') }),
    /service\.yaml uses port 3000/,
  ],
  [
    'another health path',
    (f) => ({ ...f, caddyfile: f.caddyfile.replace('/readyz', '/ok') }),
    /Caddyfile does not ask \/readyz/,
  ],
  [
    'a replica without traffic',
    (f) => ({ ...f, caddyfile: f.caddyfile.replace(' teahouse-2:8080', '') }),
    /nobody to teahouse-2/,
  ],
  ['root', (f) => ({ ...f, dockerfile: f.dockerfile.replace('USER node', 'USER root') }), /runs as root/],
];
test.each(planted)('%s is noticed', (_name, plant, sentence) => {
  expect(disagreements(plant(files)).join('\n')).toMatch(sentence);
});

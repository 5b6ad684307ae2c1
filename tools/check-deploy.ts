// `npx tsx tools/check-deploy.ts`: says where the deployment files disagree with each other or with the server.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settingsTable } from '../server/kernel/settings.ts';
import { type DeployFiles, disagreements } from './deploy-rules.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

export function readDeployFiles(): DeployFiles {
  return {
    dockerfile: read('deploy/Dockerfile'),
    compose: read('deploy/compose.yaml'),
    caddyfile: read('deploy/Caddyfile'),
    chart: read('deploy/helm/teahouse/Chart.yaml'),
    values: read('deploy/helm/teahouse/values.yaml'),
    deployment: read('deploy/helm/teahouse/templates/deployment.yaml'),
    service: read('deploy/helm/teahouse/templates/service.yaml'),
    version: (JSON.parse(read('package.json')) as { version: string }).version,
    settings: settingsTable.map((row) => row.name),
    port: settingsTable.find((row) => row.name === 'PORT')?.default ?? '',
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const said = disagreements(readDeployFiles());
  for (const sentence of said) console.error(sentence);
  process.exit(said.length ? 1 : 0);
}

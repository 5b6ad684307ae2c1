// Deployment files that must say the same: one image, one set of settings, one port, the same health paths.
import { parse } from 'yaml';

export interface DeployFiles {
  dockerfile: string;
  compose: string;
  caddyfile: string;
  chart: string;
  values: string;
  deployment: string;
  service: string;
  /** version in package.json */
  version: string;
  /** names of the settings table */
  settings: readonly string[];
  /** default of PORT */
  port: string;
}

interface Compose {
  services: Record<string, { image?: string; environment?: Record<string, string>; healthcheck?: unknown }>;
}

/** What every way of running several replicas must set. */
const NEEDED = ['DATABASE_URL', 'NATS_URL', 'DATA_DIR', 'PUBLIC_URL', 'TRUST_PROXY'];

/** Every disagreement as a sentence; empty = in step. */
export function disagreements(files: DeployFiles): string[] {
  const said: string[] = [];
  const compose = parse(files.compose, { merge: true }) as Compose;
  const replicas = Object.entries(compose.services).filter(([name]) => name.startsWith('teahouse'));
  if (replicas.length < 2) said.push('compose.yaml runs fewer than two replicas');
  const values = parse(files.values) as { image: string; nats: { image: string }; replicas: number };
  const chart = parse(files.chart) as { version: string; appVersion: string };
  const image = `teahouse:${files.version}`;

  const images: [string, string | undefined][] = [
    ...replicas.map(([name, s]): [string, string | undefined] => [`compose.yaml, ${name}`, s.image]),
    ['values.yaml', values.image],
  ];
  for (const [where, found] of images)
    if (found !== image) said.push(`${where} runs ${found}; package.json makes ${image}`);
  if (String(chart.appVersion) !== files.version) said.push(`Chart.yaml names version ${chart.appVersion}`);
  if (compose.services['nats']?.image !== values.nats.image)
    said.push(`compose.yaml and values.yaml run different NATS images`);
  if (values.replicas < 2) said.push('values.yaml runs fewer than two replicas');

  const ofChart = [...files.deployment.matchAll(/^\s*- name: ([A-Z][A-Z0-9_]+)$/gm)].map((m) => m[1]!);
  const names: [string, string[]][] = [
    ...replicas.map(([name, s]): [string, string[]] => [
      `compose.yaml, ${name}`,
      Object.keys(s.environment ?? {}),
    ]),
    ['deployment.yaml', ofChart],
  ];
  for (const [where, found] of names) {
    for (const name of found)
      if (!files.settings.includes(name)) said.push(`${where} sets ${name}, which is no setting`);
    for (const name of NEEDED) if (!found.includes(name)) said.push(`${where} does not set ${name}`);
  }

  const ports: [string, RegExp, string][] = [
    ['Dockerfile', /^EXPOSE (\d+)/m, files.dockerfile],
    ['Dockerfile, health check', /127\.0\.0\.1:(\d+)\//, files.dockerfile],
    ['Caddyfile', /teahouse-1:(\d+)/, files.caddyfile],
    ['deployment.yaml', /containerPort: (\d+)/, files.deployment],
    ['deployment.yaml, readiness', /path: \/readyz, port: (\d+)/, files.deployment],
    ['service.yaml', /targetPort: (\d+)/, files.service],
  ];
  for (const [where, pattern, text] of ports) {
    const found = pattern.exec(text)?.[1];
    if (found !== files.port) said.push(`${where} uses port ${found}; the server listens on ${files.port}`);
  }
  for (const [name] of replicas)
    if (!files.caddyfile.includes(`${name}:`)) said.push(`Caddyfile sends nobody to ${name}`);

  const health: [string, string, string][] = [
    ['Dockerfile', '/readyz', files.dockerfile],
    ['Caddyfile', 'health_uri /readyz', files.caddyfile],
    ['deployment.yaml', 'readinessProbe:\n            httpGet: { path: /readyz', files.deployment],
    ['deployment.yaml', 'livenessProbe:\n            httpGet: { path: /healthz', files.deployment],
  ];
  for (const [where, path, text] of health)
    if (!text.includes(path)) said.push(`${where} does not ask ${path.split(' ').at(-1)}`);
  if (!/^USER node$/m.test(files.dockerfile)) said.push('Dockerfile runs as root');
  if (!files.deployment.includes('runAsNonRoot: true')) said.push('deployment.yaml may run as root');
  return said;
}

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { readConfig, settingNames } from '../../src/config.js';

interface ComposeService {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly deploy?: { readonly replicas: number };
  readonly healthcheck?: unknown;
}
interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly secrets: Readonly<Record<string, { readonly environment?: string }>>;
}
interface PrometheusFile {
  readonly scrape_configs: readonly {
    readonly authorization: { readonly credentials_file: string };
    readonly dns_sd_configs: readonly { readonly names: readonly string[]; readonly port: number }[];
  }[];
}

const composeText = readFileSync('docker-compose.yml', 'utf8');
const { services, networks, secrets } = parse(composeText, { merge: true }) as ComposeFile;
const dockerfile = readFileSync('scripts/docker/Dockerfile', 'utf8');
const own = Object.entries(services).filter(([, { build }]) => build !== undefined);

/** What the image sets by itself. */
const imageSettings = Object.fromEntries(
  (/^ENV (.+)$/m.exec(dockerfile)?.[1] ?? '').split(' ').map((pair) => pair.split('=') as [string, string]),
);

/** What Compose makes of `${NAME:?words}` where the machine's environment has a value; absent: it has none. */
function interpolated(value: string | null, given: Readonly<Record<string, string>>): string {
  return (value ?? '').replaceAll(/\$\{(\w+):\?[^}]+\}/g, (_text, name: string) => given[name] ?? '');
}

describe('docker-compose.yml', () => {
  it('has what the service is made of, and what watches it', () => {
    expect(Object.keys(services)).toEqual(['api', 'projector', 'sender', 'redis', 'prometheus', 'grafana']);
    expect(services['projector']?.deploy?.replicas).toBe(2);
    expect(own.map(([name]) => name)).toEqual(['api', 'projector', 'sender']);
  });

  it.each(own)('%s can be given every setting, and no other; with secrets from outside alone', (name, service) => {
    const environment = service.environment ?? {};
    const settable = new Set([...Object.keys(environment), ...Object.keys(imageSettings)]);
    expect([...settable].toSorted()).toEqual(settingNames.toSorted());
    expect(environment['ROLES']).toBe(name);
    const secret = Object.entries(environment).filter(([setting]) => /KEY|TOKEN|SID|PUBLIC_URL/.test(setting));
    for (const [setting, value] of secret) {
      if (value !== null && !/^\d*$/.test(value)) expect(value).toMatch(new RegExp(`^\\$\\{${setting}:\\?.{20,}\\}$`));
    }
  });

  it.each(own)('%s starts with what must be given, and says what is missing without it', (_name, service) => {
    const given = {
      PUBLIC_URL: 'https://sign-in.example.com',
      KEY_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      METRICS_TOKEN: 'a'.repeat(48),
    };
    const environment = Object.entries({ ...imageSettings, ...service.environment });
    const read = readConfig(Object.fromEntries(environment.map(([key, value]) => [key, interpolated(value, given)])));
    expect(read).toMatchObject({ environment: 'production', redisUrl: 'redis://redis:6379', dataDirectory: '/data' });
    const needed = environment.flatMap(([key, value]) => (value?.includes(':?') === true ? [key] : []));
    expect(needed.toSorted()).toEqual(Object.keys(given).toSorted());
  });

  it.each(Object.entries(services))('%s is of a pinned image, reachable from this machine alone', (_name, service) => {
    if (service.build === undefined) expect(service.image).toMatch(/^[a-z/]+:v?\d+\.\d+\.\d+(-[a-z]+)?$/);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(service.build ?? service.healthcheck).toBeDefined();
  });

  it('keeps Redis to the service, on disk, and without eviction', () => {
    const redis = services['redis'];
    expect(redis?.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(redis?.ports).toBeUndefined();
    expect(redis?.networks).toEqual(['redis']);
    expect(networks['redis']).toEqual({ internal: true });
    const beside = Object.entries(services).filter(([, service]) => service.networks.includes('redis'));
    expect(beside.map(([name]) => name)).toEqual(['api', 'projector', 'sender', 'redis']);
  });

  it('mounts files that there are', () => {
    const mounted = Object.values(services).flatMap(({ volumes }) =>
      volumes.filter((volume) => volume.startsWith('.')),
    );
    expect(mounted.length).toBeGreaterThan(4);
    for (const volume of mounted) {
      const [source = '', , mode] = volume.split(':');
      expect(existsSync(source), source).toBe(true);
      expect(mode).toBe('ro');
    }
    for (const [, { build }] of own) expect(existsSync(build?.dockerfile ?? '')).toBe(true);
  });

  it('has Prometheus read the metrics of every process, with the token', () => {
    const prometheus = parse(readFileSync('scripts/docker/prometheus.yml', 'utf8')) as PrometheusFile;
    const [scrape] = prometheus.scrape_configs;
    expect(scrape?.dns_sd_configs).toEqual([{ names: own.map(([name]) => name), type: 'A', port: 4_000 }]);
    expect(Number(imageSettings['PORT'])).toBe(4_000);
    expect(scrape?.authorization.credentials_file).toBe('/run/secrets/metrics-token');
    expect(secrets).toEqual({ 'metrics-token': { environment: 'METRICS_TOKEN' } });
  });
});

describe('the image', () => {
  it('runs as nobody in particular, without what only builds', () => {
    const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(final).toMatch(/^USER node$/m);
    expect(final).not.toMatch(/npm (ci|install)|COPY --from=build \/app\/node_modules/);
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set(['node:24-slim']));
  });

  it('is built from nothing but what is named: no secret, and no history', () => {
    const [first, ...named] = readFileSync('scripts/docker/Dockerfile.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    );
    expect(new Set(copied)).toEqual(new Set(named.map((line) => line.slice(1))));
    for (const path of copied) expect(existsSync(path), path).toBe(true);
  });

  it.each([
    [200, 0],
    [503, 1],
  ])('counts as healthy where /health/ready says so: %i', async (status, code) => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const [, ...parameters] = JSON.parse(/CMD (\["node", "--eval".+\])$/m.exec(dockerfile)?.[1] ?? '') as string[];
    const ended = await new Promise<number>((resolve) => {
      execFile(process.execPath, parameters, { env: { PORT: String(port) } }, (error) =>
        resolve(error === null ? 0 : Number(error.code)),
      );
    });
    expect({ ended, asked }).toEqual({ ended: code, asked: ['/health/ready'] });
  });
});

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { composeFaultsOf, imageSettingsOf } from '../../scripts/compose/compose-faults.js';
import { type ComposeFile, type ComposeService, readComposeFile } from '../../scripts/compose/compose-file.js';
import { readConfig, settingNames } from '../../src/config.js';

interface PrometheusFile {
  readonly scrape_configs: readonly {
    readonly authorization: { readonly credentials_file: string };
    readonly dns_sd_configs: readonly { readonly names: readonly string[]; readonly port: number }[];
  }[];
}

const dockerfile = readFileSync('scripts/docker/Dockerfile', 'utf8');
const compose = readComposeFile(readFileSync('docker-compose.yml', 'utf8'));
const { services, networks = {}, secrets } = compose;
const own = Object.entries(services).filter(([, { build }]) => build !== undefined);
const imageSettings = imageSettingsOf(dockerfile);
const faultsOf = (file: ComposeFile) => composeFaultsOf(file, { settings: settingNames, dockerfile });

/** What Compose makes of `${NAME:?words}` where the machine's environment has a value; absent: it has none. */
function interpolated(value: string | null, given: Readonly<Record<string, string>>): string {
  return (value ?? '').replaceAll(/\$\{(\w+):\?[^}]+\}/g, (_text, name: string) => given[name] ?? '');
}

describe('docker-compose.yml', () => {
  it('has nothing that Compose would refuse, and nothing that must not run', () => {
    expect(faultsOf(compose)).toEqual([]);
  });

  const changed: readonly (readonly [fault: string, service: string, change: Partial<ComposeService>])[] = [
    ['api: there is no network elsewhere', 'api', { networks: ['elsewhere'] }],
    ['redis: there is no volume lost', 'redis', { volumes: ['lost:/data'] }],
    ['prometheus: there is no file ./missing.yml', 'prometheus', { volumes: ['./missing.yml:/etc/x.yml:ro'] }],
    ['redis: its image is not pinned to a version: redis', 'redis', { image: 'redis' }],
    ['redis: its port 6379:6379 is open to everybody', 'redis', { ports: ['6379:6379'] }],
    ['api: its root file system can be written to', 'api', { read_only: false }],
    ['api: runs as root', 'api', { user: 'root' }],
    ['api: keeps capabilities', 'api', { cap_drop: [] }],
    ['api: needs kurrentdb, which is not there without its profile', 'api', { depends_on: ['kurrentdb'] }],
    ['api: depends on mysql, which there is not', 'api', { depends_on: ['mysql'] }],
    [
      'api: KEY_ENCRYPTION_KEY stands in the file, or is not explained where it is missing',
      'api',
      { environment: { ...services['api']?.environment, KEY_ENCRYPTION_KEY: 'AAAA' } },
    ],
  ];
  it.each(changed)('would be told of: %s', (fault, name, change) => {
    const service = { ...services[name], ...change };
    expect(faultsOf({ ...compose, services: { ...services, [name]: service } })).toContain(fault);
  });

  it('starts the service, two projectors and what watches them; KurrentDB only where it is asked for', () => {
    const always = Object.entries(services).filter(([, { profiles }]) => profiles === undefined);
    expect(always.map(([name]) => name)).toEqual(['api', 'projector', 'sender', 'redis', 'prometheus', 'grafana']);
    expect(services['projector']?.deploy?.replicas).toBe(2);
    const inProfile = (profile: string) =>
      Object.values(services).filter(({ profiles }) => profiles?.includes(profile));
    expect(inProfile('kurrentdb')).toHaveLength(1);
    expect(inProfile('cluster')).toHaveLength(4);
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

  it('keeps Redis to the service, on disk, and without eviction', () => {
    const redis = services['redis'];
    expect(redis?.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(redis?.ports).toBeUndefined();
    expect(redis?.networks).toEqual(['redis']);
    expect(networks['redis']).toEqual({ internal: true });
    const beside = Object.entries(services).filter(([, service]) => service.networks?.includes('redis'));
    expect(beside.map(([name]) => name)).toEqual(['api', 'projector', 'sender', 'redis']);
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

import { existsSync } from 'node:fs';
import { type ComposeFile, type ComposeService, type Dependency, dependenciesOf } from './compose-file.js';

/** What a Compose file is held against. */
export interface ComposeSurroundings {
  /** The names of all settings of the program. */
  readonly settings: readonly string[];
  /** The text of the Dockerfile that the program's image is built from. */
  readonly dockerfile: string;
}

/**
 * Everything that is wrong with a Compose file, a line each: what Compose itself would refuse, and what must not run on
 * the machine of anybody. No engine is asked.
 */
export function composeFaultsOf(file: ComposeFile, surroundings: ComposeSurroundings): readonly string[] {
  return [
    ...Object.entries(file.services).flatMap(([name, service]) =>
      [
        ...referenceFaults(file, service),
        ...imageFaults(service),
        ...exposureFaults(service),
        ...rightsFaults(service, surroundings.dockerfile),
        ...settingFaults(name, service, surroundings),
      ].map((fault) => `${name}: ${fault}`),
    ),
    ...unusedFaults(file),
  ];
}

const keysOf = (named: object | undefined) => Object.keys(named ?? {});

/** What the specification wants to be there: services, volumes, networks, secrets, files. */
function referenceFaults(file: ComposeFile, service: ComposeService): readonly string[] {
  const { networks = [], network_mode: mode, secrets = [], profiles = [] } = service;
  const missing = (what: string, used: readonly string[], there: readonly string[]) =>
    used.filter((name) => !there.includes(name)).map((name) => `there is no ${what} ${name}`);
  return [
    ...missing('network', networks, keysOf(file.networks)),
    ...missing('secret', secrets, keysOf(file.secrets)),
    ...missing('volume', sourcesOf(service, 'volume'), keysOf(file.volumes)),
    ...sourcesOf(service, 'file').flatMap((path) => (existsSync(path) ? [] : [`there is no file ${path}`])),
    ...dependenciesOf(service).flatMap((dependency) => dependencyFaults(file, service, dependency)),
    ...(mode !== undefined && networks.length > 0
      ? ['has networks and a network_mode, which exclude one another']
      : []),
    ...profiles.flatMap((profile) =>
      /^[a-zA-Z0-9][\w.-]+$/.test(profile) ? [] : [`${profile} is no name of a profile`],
    ),
  ];
}

const conditions = ['service_started', 'service_healthy', 'service_completed_successfully'];

function dependencyFaults(file: ComposeFile, service: ComposeService, dependency: Dependency): readonly string[] {
  const { name, condition, isRequired } = dependency;
  const other = file.services[name];
  if (other === undefined) return [`depends on ${name}, which there is not`];
  const faults: string[] = [];
  if (!conditions.includes(condition)) faults.push(`waits for ${name} to be ${condition}, which it cannot be`);
  if (condition === 'service_healthy' && other.healthcheck === undefined && other.build === undefined) {
    faults.push(`waits for ${name} to be healthy, which has no health check`);
  }
  const isThere = (other.profiles ?? []).length === 0 || service.profiles?.some((own) => other.profiles?.includes(own));
  if (isRequired && isThere !== true) faults.push(`needs ${name}, which is not there without its profile`);
  return faults;
}

/** Of the volumes that a service mounts, those with a name or those that are files of the repository. */
function sourcesOf({ volumes = [] }: ComposeService, kind: 'volume' | 'file'): readonly string[] {
  return volumes
    .map((volume) => volume.split(':')[0] ?? '')
    .filter((source) => source.startsWith('.') === (kind === 'file'));
}

/** What is run is always the same, and says whether it works. */
function imageFaults({ image, build, healthcheck, restart }: ComposeService): readonly string[] {
  const faults: string[] = [];
  if (image === undefined && build === undefined) faults.push('has neither an image nor what to build one from');
  if (build === undefined && image !== undefined && !/^[a-z/-]+:v?\d+\.\d+\.\d+(-[a-z]+)?$/.test(image)) {
    faults.push(`its image is not pinned to a version: ${image}`);
  }
  // What runs once and ends needs none: others wait for its end.
  if (build === undefined && healthcheck === undefined && restart !== 'no') faults.push('has no health check');
  if (build !== undefined && !existsSync(build.dockerfile)) faults.push(`there is no file ${build.dockerfile}`);
  return faults;
}

/** Nobody but this machine reaches anything, and nothing of the repository can be written to. */
function exposureFaults(service: ComposeService): readonly string[] {
  const { ports = [], volumes = [] } = service;
  return [
    ...ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `its port ${port} is open to everybody`),
    ...volumes
      .filter((volume) => volume.startsWith('.') && !volume.endsWith(':ro'))
      .map((volume) => `can write to ${volume.split(':')[0]}`),
  ];
}

/** The program itself: whoever breaks in gets no rights and can change nothing. */
function rightsFaults(service: ComposeService, dockerfile: string): readonly string[] {
  if (service.build === undefined) return [];
  const faults: string[] = [];
  if (service.read_only !== true) faults.push('its root file system can be written to');
  if (service.cap_drop?.includes('ALL') !== true) faults.push('keeps capabilities');
  if (service.security_opt?.includes('no-new-privileges:true') !== true) faults.push('can gain rights');
  const user = service.user ?? [...dockerfile.matchAll(/^USER (\S+)$/gm)].at(-1)?.[1] ?? 'root';
  if (/^(root|0)(:|$)/.test(user)) faults.push('runs as root');
  if (!/^HEALTHCHECK /m.test(dockerfile)) faults.push('its image has no health check');
  return faults;
}

/** It can be given every setting, and no other; what is secret is never in the file. */
function settingFaults(name: string, service: ComposeService, surroundings: ComposeSurroundings): readonly string[] {
  if (service.build === undefined) return [];
  const { environment = {} } = service;
  const settable = new Set([...keysOf(environment), ...keysOf(imageSettingsOf(surroundings.dockerfile))]);
  const known = new Set(surroundings.settings);
  const secrets = Object.entries(environment).filter(([key]) => /KEY|TOKEN|SID|EVENT_STORE_URL|PUBLIC_URL/.test(key));
  return [
    ...[...settable].filter((key) => !known.has(key)).map((key) => `${key} is no setting`),
    ...[...known].filter((key) => !settable.has(key)).map((key) => `cannot be given ${key}`),
    ...secrets
      .filter(([key, value]) => value !== null && !/^\d*$/.test(value) && !isFromOutside(key, value))
      .map(([key]) => `${key} stands in the file, or is not explained where it is missing`),
    ...(environment['ROLES'] === name ? [] : [`its role is not ${name}`]),
  ];
}

const isFromOutside = (key: string, value: string) => new RegExp(`^\\$\\{${key}:\\?.{20,}\\}$`).test(value);

/** What the image sets by itself. */
export function imageSettingsOf(dockerfile: string): Readonly<Record<string, string>> {
  const pairs = (/^ENV (.+)$/m.exec(dockerfile)?.[1] ?? '').split(' ');
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
}

function unusedFaults(file: ComposeFile): readonly string[] {
  const services = Object.values(file.services);
  const used = new Set(
    services.flatMap(({ networks = [], volumes = [], secrets = [] }) => [
      ...networks,
      ...secrets,
      ...volumes.map((volume) => volume.split(':')[0]),
    ]),
  );
  return [...keysOf(file.networks), ...keysOf(file.volumes), ...keysOf(file.secrets)]
    .filter((name) => !used.has(name))
    .map((name) => `${name} is used by no service`);
}

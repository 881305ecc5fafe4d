import { parse } from 'yaml';

/** Names alone, or what each must have come to. */
type DependsOn =
  | readonly string[]
  | Readonly<Record<string, { readonly condition: string; readonly required?: boolean }>>;

/** Of a service what is read here. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly profiles?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly network_mode?: string;
  readonly networks?: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: DependsOn;
  readonly deploy?: { readonly replicas: number };
  readonly healthcheck?: { readonly test: readonly string[] };
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
  readonly networks?: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly secrets?: Readonly<Record<string, { readonly environment?: string }>>;
}

/**
 * The file as Compose reads it, with its anchors merged and before anything of the environment is put in.
 *
 * @throws {Error} it is no YAML, or has no services.
 */
export function readComposeFile(text: string): ComposeFile {
  const file = parse(text, { merge: true, uniqueKeys: true }) as ComposeFile | null;
  if (file?.services === undefined) throw new Error('A Compose file has services.');
  return file;
}

/** A service that another waits for. */
export interface Dependency {
  readonly name: string;
  /** What it must have come to. */
  readonly condition: string;
  /** Whether the other cannot do without it, where its profile is not used. */
  readonly isRequired: boolean;
}

export function dependenciesOf({ depends_on: dependsOn = [] }: ComposeService): readonly Dependency[] {
  return isList(dependsOn)
    ? dependsOn.map((name) => ({ name, condition: 'service_started', isRequired: true }))
    : Object.entries(dependsOn).map(([name, { condition, required = true }]) => ({
        name,
        condition,
        isRequired: required,
      }));
}

function isList(dependsOn: DependsOn): dependsOn is readonly string[] {
  return Array.isArray(dependsOn);
}

/** Settings of a connection string that are safe here. Whether an append that fails throws is not left to it. */
const settings = new Set([
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'nodepreference',
  'tls',
  'tlscafile',
  'tlsverifycert',
  'usercertfile',
  'userkeyfile',
]);

const form =
  /^(?:kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/(?:([^:@/?#\s]+):([^:@/?#\s]+)@)?([^@/?#\s]+)\/?(?:\?([^?#\s]*))?$/;

const host = /^[0-9A-Za-z._-]+(?::(\d{1,5}))?$/;

/**
 * The connection string as the client is given it: `kurrentdb://[user:password@]host[:port][,…][?setting=value&…]`, or
 * `kurrentdb+discover://` for a cluster behind one name. The old `esdb` is taken for `kurrentdb`.
 *
 * It is looked at before the client sees it: the client prints the whole string, with its password, where it does not
 * know a setting, and repeats parts of it in its errors.
 *
 * @throws {RangeError} it is none. The message says what is wrong, and repeats nothing that may hold a password.
 */
export function kurrentDbAddressOf(text: string): string {
  const parts = form.exec(text.trim());
  if (parts === null) {
    throw new RangeError(
      'Not an address of KurrentDB: it is kurrentdb://user:password@host:port?setting=value, or kurrentdb+discover://… ' +
        'for a cluster behind one name, with special characters of the password percent-encoded.',
    );
  }
  const [, discover = '', user, password, hosts = '', query = ''] = parts;
  if (!hosts.split(',').every(isHost)) throw new RangeError('Not an address of KurrentDB: one of its hosts is none.');
  refuseWrongEncoding(user, password);
  for (const setting of query.split('&')) refuseWrongSetting(setting);
  const credentials = user === undefined || password === undefined ? '' : `${user}:${password}@`;
  return `kurrentdb${discover}://${credentials}${hosts}${query === '' ? '' : `?${query}`}`;
}

/** Who one is to the database, decoded; `undefined`: nobody in particular. */
export function credentialsOf(address: string): { readonly username: string; readonly password: string } | undefined {
  const [, username, password] = /^[^:]+:\/\/([^:@]+):([^@]+)@/.exec(address) ?? [];
  if (username === undefined || password === undefined) return undefined;
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** How long an answer is waited for, in milliseconds, where the connection string says so. */
export function deadlineOf(address: string): number | undefined {
  const [, milliseconds] = /[?&]default[_-]?deadline=(\d{1,9})(?:&|$)/i.exec(address) ?? [];
  return milliseconds === undefined ? undefined : Number(milliseconds);
}

function isHost(text: string): boolean {
  const parts = host.exec(text);
  const port = Number(parts?.[1] ?? 2_113);
  return parts !== null && port >= 1 && port <= 65_535;
}

function refuseWrongEncoding(...texts: readonly (string | undefined)[]): void {
  try {
    for (const text of texts) decodeURIComponent(text ?? '');
  } catch {
    throw new RangeError('Not an address of KurrentDB: its user or password is not percent-encoded as it should be.');
  }
}

function refuseWrongSetting(setting: string): void {
  if (setting === '') return;
  const [name = '', value] = setting.split('=');
  const isKnown = settings.has(name.toLowerCase().replaceAll(/[_-]/g, ''));
  // An unknown one is not named: it may be the end of a password that was not encoded.
  if (!isKnown || value === undefined || value === '') {
    throw new RangeError('Not an address of KurrentDB: one of its settings is unknown or has no value.');
  }
}

import { createHash, createHmac } from 'node:crypto';

/** A provider's request to us, ready to be sent. */
export interface SignedReport {
  readonly method: 'GET' | 'POST';
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a report says, and where it is signed for. */
export interface Reported {
  /** Where the provider believes to send it. */
  readonly origin: string;
  readonly tokenId: string;
  readonly status: string;
}

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' } as const;

export interface MessageBirdSigning {
  readonly signingKey: string;
  /** When it is signed, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** Unlike that of any other request. */
  readonly jti: string;
  /** Instead of the real ones; an undefined one is left out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly algorithm?: string;
}

/** As MessageBird's reference has it: a GET with everything in its query. */
export function messageBirdReport({ origin, tokenId, status }: Reported, signing: MessageBirdSigning): SignedReport {
  const path = `/webhooks/messagebird?${messageBirdFields(tokenId, status)}`;
  const jwt = messageBirdJwt(`${origin}${path}`, '', signing);
  return { method: 'GET', path, headers: { 'messagebird-signature-jwt': jwt } };
}

/** The same as a POST with a form. */
export function messageBirdForm({ origin, tokenId, status }: Reported, signing: MessageBirdSigning): SignedReport {
  const path = '/webhooks/messagebird';
  const body = messageBirdFields(tokenId, status);
  const jwt = messageBirdJwt(`${origin}${path}`, body, signing);
  return { method: 'POST', path, body, headers: { ...formHeaders, 'messagebird-signature-jwt': jwt } };
}

function messageBirdFields(reference: string, status: string): string {
  const id = 'e8077d803532c0b5937c639b60216938';
  const statusDatetime = '2026-11-24T12:00:11+00:00';
  return new URLSearchParams({ id, reference, recipient: '14165550123', status, statusDatetime }).toString();
}

/** Written after the documentation, by hand: nothing of the package is in it. */
function messageBirdJwt(url: string, body: string, signing: MessageBirdSigning): string {
  const { signingKey, at, jti, claims, algorithm = 'HS256' } = signing;
  const nbf = Math.floor(at / 1_000);
  const payload = {
    iss: 'MessageBird',
    nbf,
    exp: nbf + 60,
    jti,
    url_hash: sha256(url),
    ...(body !== '' && { payload_hash: sha256(body) }),
    ...claims,
  };
  const signed = `${base64url({ alg: algorithm, typ: 'JWT' })}.${base64url(payload)}`;
  return `${signed}.${jwtSignature(signed, signingKey, algorithm)}`;
}

function jwtSignature(signed: string, key: string, algorithm: string): string {
  const hash = /^HS(256|384|512)$/.exec(algorithm)?.[1];
  return hash === undefined ? '' : createHmac(`sha${hash}`, key).update(signed).digest('base64url');
}

const base64url = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** As Twilio's reference has it. @param changes to its fields before it is signed. */
export function twilioReport(
  { origin, tokenId, status }: Reported,
  authToken: string,
  changes: Readonly<Record<string, string>> = {},
): SignedReport {
  const sid = `SM${createHash('md5').update(tokenId).digest('hex')}`;
  const path = `/webhooks/twilio?token=${tokenId}`;
  const fields = {
    AccountSid: `AC${'5a'.repeat(16)}`,
    ApiVersion: '2010-04-01',
    From: '+14165550100',
    MessageSid: sid,
    MessageStatus: status,
    SmsSid: sid,
    SmsStatus: status,
    To: '+14165550123',
    ...changes,
  };
  const headers = { ...formHeaders, 'x-twilio-signature': twilioSignature(`${origin}${path}`, fields, authToken) };
  return { method: 'POST', path, headers, body: new URLSearchParams(fields).toString() };
}

/** Written after the documentation, by hand: nothing of the package is in it. */
function twilioSignature(url: string, fields: Readonly<Record<string, string>>, authToken: string): string {
  const names = Object.keys(fields).toSorted();
  const signed = `${url}${names.map((name) => `${name}${fields[name] ?? ''}`).join('')}`;
  return createHmac('sha1', authToken).update(signed).digest('base64');
}

/** Sends it to a server, as the provider does. */
export async function sendReport(serverUrl: string, { method, path, headers, body }: SignedReport): Promise<Response> {
  return fetch(`${serverUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
}

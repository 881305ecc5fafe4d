import { parse, v4, v7 } from 'uuid';
import { decodeBase64url, encodeBase64url } from './base64url.js';
import type { RandomBytes } from './random-bytes.js';

/** Makes ids that say nothing and cannot be guessed. */
export interface RandomIds {
  /** UUIDv7: ids made later sort later, to the millisecond. */
  eventId(): string;
  /** UUIDv4. */
  userId(): string;
  resellerId(): string;
  sessionId(): string;
  enrollmentId(): string;
  /**
   * Carries its user, so that a challenge can be found without any view, and 128 random bits, so that knowing the user
   * does not help to guess it: 43 characters.
   */
  challengeId(userId: string): string;
  /** Of an SMS token; made like a challenge's id, so that a provider's report finds its stream. */
  tokenId(userId: string): string;
}

export interface RandomIdsDependencies {
  readonly randomBytes: RandomBytes;
  /** The clock, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Bytes of a UUID, and of the random part of a challenge id. */
const idSize = 16;

export function createRandomIds({ randomBytes, now }: RandomIdsDependencies): RandomIds {
  const uuid = () => v4({ random: randomBytes(idSize) });
  const opaque = () => encodeBase64url(randomBytes(idSize));
  const ofUser = (userId: string) => encodeBase64url(Buffer.concat([parse(userId), randomBytes(idSize)]));
  return {
    eventId: () => v7({ random: randomBytes(idSize), msecs: now() }),
    userId: uuid,
    resellerId: uuid,
    sessionId: opaque,
    enrollmentId: opaque,
    challengeId: ofUser,
    tokenId: ofUser,
  };
}

/** The user whose challenge this would be; `undefined` where it is not written as `challengeId` writes it. */
export function userOfChallenge(challengeId: string): string | undefined {
  return userIn(challengeId);
}

/** The user whose SMS token this would be; `undefined` where it is not written as `tokenId` writes it. */
export function userOfToken(tokenId: string): string | undefined {
  return userIn(tokenId);
}

function userIn(id: string): string | undefined {
  const bytes = id.length === 43 ? decodeBase64url(id) : undefined;
  if (bytes?.length !== 2 * idSize || !isUuidV4(bytes)) return undefined;
  const hex = bytes.toString('hex', 0, idSize);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The version and the variant bits (RFC 9562 section 5.4); everything else in one is random. */
function isUuidV4(bytes: Buffer): boolean {
  return bytes.readUInt8(6) >> 4 === 0b0100 && bytes.readUInt8(8) >> 6 === 0b10;
}

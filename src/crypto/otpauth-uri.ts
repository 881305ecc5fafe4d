/** What an authenticator app is told, and how it labels it. */
export interface OtpauthAccount {
  /** Who the account is with. */
  readonly issuer: string;
  /** Whose account it is, so that two users of one reseller can be told apart. */
  readonly account: string;
  /** Unpadded base32. */
  readonly secret: string;
}

/**
 * The URI behind the QR code (C2), in the Key URI format that apps read. All parameters are spelt out, defaults too,
 * and spaces are `%20`: there are apps that show a `+` as it is. A colon in issuer or account becomes a space, since
 * apps split the label at it.
 */
export function otpauthUri({ issuer, account, secret }: OtpauthAccount): string {
  const issuerPart = encode(issuer);
  const parameters = `secret=${secret}&issuer=${issuerPart}&algorithm=SHA1&digits=6&period=30`;
  return `otpauth://totp/${issuerPart}:${encode(account)}?${parameters}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/\s*:[\s:]*/g, ' ').trim());
}

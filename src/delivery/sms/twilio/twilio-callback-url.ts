const parameter = 'token';

/**
 * Where Twilio sends the reports of one message. It repeats no reference of ours, so the token's id stands in the
 * address, which it signs as a whole. The id is no secret: it is not what is entered.
 */
export function callbackUrlOf(statusCallbackUrl: string, tokenId: string): string {
  const url = new URL(statusCallbackUrl);
  url.searchParams.set(parameter, tokenId);
  return url.href;
}

/** The id that such an address was made with. */
export function tokenIdOf(callbackUrl: string): string | undefined {
  return new URL(callbackUrl).searchParams.get(parameter) ?? undefined;
}

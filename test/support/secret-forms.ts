import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Something to be searched, by a name that tells where a secret was found. */
export type Searched = ReadonlyMap<string, Buffer>;

/** All files of a folder, but for those named. */
export async function filesOf(directory: string, except: readonly string[] = []): Promise<Searched> {
  const names = (await readdir(directory)).filter((name) => !except.includes(name));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(directory, name))] as const)));
}

/** Texts, by the same kind of name. */
export function textsOf(texts: Readonly<Record<string, string>>): Searched {
  return new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]));
}

/**
 * Where a secret stands, in any of the forms that bytes are usually written in: `[name of the place, form]`.
 * A text also counts in other cases, percent-encoded, as UTF-16, and by its fast hashes, which are guessed offline.
 */
export function placesOf(secret: string | Uint8Array, searched: Searched): readonly (readonly [string, string])[] {
  const forms = typeof secret === 'string' ? formsOfText(secret) : formsOfBytes(Buffer.from(secret));
  return [...searched].flatMap(([place, bytes]) =>
    Object.entries(forms).flatMap(([form, pattern]) => (bytes.includes(pattern) ? [[place, form] as const] : [])),
  );
}

/** Where six digits stand by themselves, not as a part of a longer number or word. */
export function placesOfToken(token: string, searched: Searched): readonly string[] {
  const alone = new RegExp(`(?<![0-9A-Za-z_-])${token}(?![0-9A-Za-z_-])`);
  return [...searched].flatMap(([place, bytes]) => (alone.test(bytes.toString('latin1')) ? [place] : []));
}

type Forms = Readonly<Record<string, Buffer | string>>;

function formsOfText(text: string): Forms {
  const bytes = Buffer.from(text);
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm): [string, Buffer | string][] => {
    const hash = createHash(algorithm).update(text).digest();
    return Object.entries(formsOfBytes(hash)).map(([form, pattern]) => [`${algorithm}, ${form}`, pattern]);
  });
  return {
    ...formsOfBytes(bytes),
    'lower case': text.toLowerCase(),
    'upper case': text.toUpperCase(),
    'percent-encoded': encodeURIComponent(text),
    'UTF-16': Buffer.from(text, 'utf16le'),
    ...Object.fromEntries(hashes),
  };
}

function formsOfBytes(bytes: Buffer): Forms {
  const hex = bytes.toString('hex');
  return { 'as it is': bytes, hex, 'upper-case hex': hex.toUpperCase(), ...base64Forms(bytes) };
}

/** In a longer run of base64 the bytes can begin at any of three places; the characters at the ends are their neighbours' too. */
function base64Forms(bytes: Buffer): Forms {
  const forms = [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const whole = padded.subarray(0, padded.length - (padded.length % 3));
    const skipped = offset === 0 ? 0 : offset + 1;
    return (['base64', 'base64url'] as const).map((encoding): [string, string] => [
      `${encoding} from ${offset}`,
      whole.toString(encoding).slice(skipped),
    ]);
  });
  return Object.fromEntries(forms.filter(([, pattern]) => pattern.length >= 8));
}

/**
 * Gives `size` bytes from a cryptographic generator: `randomBytes` of `node:crypto` in the program, a seeded one in
 * tests. Everything random in this folder comes through it.
 */
export type RandomBytes = (size: number) => Uint8Array;

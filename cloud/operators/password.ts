import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { MIN_PASSWORD } from '../../core/contract/operator.ts';
import { HttpRefusal } from '../http/refusal.ts';

const HASH_BYTES = 32;
const SALT_BYTES = 16;

export interface PasswordCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}
/** RFC 7914; about 60 ms and 32 MB a try. */
export const PASSWORD_COST: PasswordCost = { n: 32_768, r: 8, p: 1 };

const keptSchema = z.object({ n: z.number(), r: z.number(), p: z.number(), salt: z.base64(), hash: z.base64() });

/** What is kept of a password: the cost is with it, so that it can be raised for new ones. */
export async function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, cost);
  return JSON.stringify({ ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') });
}

/** Where nothing is kept (nobody has that name, or no password) it takes as long and says no. */
export async function isPassword(password: string, kept: string | null, cost: PasswordCost): Promise<boolean> {
  if (kept === null) {
    await derive(password, Buffer.alloc(SALT_BYTES), cost);
    return false;
  }
  const { salt, hash, ...was } = keptSchema.parse(JSON.parse(kept));
  const expected = Buffer.from(hash, 'base64');
  const given = await derive(password, Buffer.from(salt, 'base64'), was);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** @throws HttpRefusal 400 "password-weak", without the password */
export function assertGoodPassword(password: string, name: string): void {
  const few = new Set(password).size < 6;
  const isName = name.length >= 3 && password.toLowerCase().replaceAll(name.toLowerCase(), '').length < MIN_PASSWORD - 4;
  if (few || isName) throw new HttpRefusal(400, 'password-weak', 'The password is too easy to guess: use several words.');
}

/** As typed on any keyboard: the same letters may be composed in two ways. Off the main thread. */
function derive(password: string, salt: Buffer, { n, r, p }: PasswordCost): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}

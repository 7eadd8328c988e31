import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';

export interface Signer<T> {
  sign(value: T): string;
  /** The value, or null when it was not signed here for this use. */
  open(text: string): T | null;
}

/** Texts that only this endpoint, and others with its key, can have made. @param use keeps apart what is signed for what */
export function createSigner<T extends object>(key: Uint8Array, use: string, schema: z.ZodType<T>): Signer<T> {
  const secret = Buffer.from(hkdfSync('sha256', key, '', `foyer cloud ${use}`, 32));
  const mac = (body: string) => createHmac('sha256', secret).update(body).digest();
  return {
    sign(value) {
      const body = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${body}.${mac(body).toString('base64url')}`;
    },
    open(text) {
      const [body = '', given = ''] = text.split('.', 2);
      const [expected, actual] = [mac(body), Buffer.from(given, 'base64url')];
      if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
      return schema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))).data ?? null;
    },
  };
}

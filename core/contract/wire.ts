import type { z } from 'zod';
import type { RefusalCode } from './errors.ts';
import { MAX_STATE_BYTES, MAX_TEXT_BYTES } from './protocol.ts';
import { type ToKiosk, toKioskSchema } from './to-kiosk.ts';
import { type ToScreen, toScreenSchema } from './to-screen.ts';

export type Decoded<T> =
  | { readonly ok: true; readonly message: T }
  | { readonly ok: false; readonly code: RefusalCode; readonly reason: string; readonly seq?: number };

export function encode(message: ToKiosk | ToScreen): string {
  return JSON.stringify(message);
}

export function decodeToKiosk(text: string): Decoded<ToKiosk> {
  return decode(text, toKioskSchema, MAX_TEXT_BYTES);
}

export function decodeToScreen(text: string): Decoded<ToScreen> {
  return decode(text, toScreenSchema, MAX_STATE_BYTES);
}

function decode<T>(text: string, schema: z.ZodType<T>, limit: number): Decoded<T> {
  // UTF-16 length is at most the UTF-8 length, so this never refuses a message within the limit.
  if (text.length > limit) {
    return { ok: false, code: 'oversized', reason: `message of ${text.length} characters; at most ${limit}` };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words quote the text, which may be a guest's.
    return { ok: false, code: 'not-json', reason: 'not JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, message: parsed.data };
  const issue = parsed.error.issues[0];
  const unknownType = issue?.code === 'invalid_union' && issue.path.join('.') === 'type';
  const where = issue?.path.join('.') || 'message';
  const seq = readSeq(value);
  return {
    ok: false,
    code: unknownType ? 'unknown-type' : 'invalid',
    reason: `${where}: ${issue?.message ?? 'invalid'}`,
    ...(seq === undefined ? {} : { seq }),
  };
}

function readSeq(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('seq' in value)) return undefined;
  return typeof value.seq === 'number' ? value.seq : undefined;
}

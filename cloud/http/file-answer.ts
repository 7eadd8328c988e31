import { createReadStream, type ReadStream } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HttpRefusal } from './refusal.ts';

/** What a route answers that gives a file and not JSON. */
export class FileAnswer {
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal; the file's identity for caches. */
  readonly sha256: string;
  constructor(file: { readonly path: string; readonly bytes: number; readonly sha256: string }) {
    this.path = file.path;
    this.bytes = file.bytes;
    this.sha256 = file.sha256;
  }
}

/** The output of such a route. */
export const fileAnswerSchema = z.instanceof(FileAnswer);

/** The whole, or one range of it (RFC 9110, 14): a kiosk on a bad line goes on where it was cut off. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, { path, bytes, sha256 }: FileAnswer): ReadStream {
  const range = rangeOf(request.headers.range, bytes);
  reply.header('accept-ranges', 'bytes').header('etag', `"${sha256}"`).type('application/octet-stream');
  if (range === null) {
    reply.header('content-length', bytes);
    return createReadStream(path);
  }
  const { start, end } = range;
  reply
    .status(206)
    .header('content-range', `bytes ${start}-${end}/${bytes}`)
    .header('content-length', end - start + 1);
  return createReadStream(path, { start, end });
}

/** null: all of it. Several ranges at once are answered with all of it, as a server may. @throws HttpRefusal 416 */
function rangeOf(header: string | undefined, bytes: number): { readonly start: number; readonly end: number } | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, from = '', to = ''] = found ?? [];
  if (found === null || (from === '' && to === '')) return null;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (start > end) throw new HttpRefusal(416, 'bad-range', 'The file is not as long as that.');
  return { start, end };
}

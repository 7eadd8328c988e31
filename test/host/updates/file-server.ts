import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one request; left out: it is answered properly, ranges too. */
export type Fault =
  | 'corrupt'
  | { readonly dropAfter: number }
  | { readonly stallAfter: number }
  | { readonly endAfter: number }
  | { readonly status: number }
  | 'larger';

export interface FileServer {
  readonly url: string;
  readonly files: Map<string, Buffer>;
  /** What the next requests meet, one after another. */
  readonly faults: Fault[];
  readonly requests: { readonly path: string; readonly range: string | undefined; readonly token: string | undefined }[];
  /** Resolves when a client has been given so much of a file that then stalls. */
  readonly stalled: Promise<void>;
  artefact(name: string): { url: string; sha256: string; bytes: number };
  close(): Promise<void>;
}

/** A plain web server with an update on it. */
export async function startFileServer(files: Readonly<Record<string, Buffer>>): Promise<FileServer> {
  const stall = Promise.withResolvers<void>();
  const held = new Map(Object.entries(files));
  const faults: Fault[] = [];
  const requests: FileServer['requests'] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://files').pathname;
    requests.push({ path, range: request.headers.range, token: request.headers.authorization });
    const whole = held.get(path.slice(1));
    const fault = faults.shift();
    if (whole === undefined) return void response.writeHead(404).end();
    if (typeof fault === 'object' && 'status' in fault) return void response.writeHead(fault.status).end();
    const content = fault === 'larger' ? Buffer.concat([whole, whole]) : Buffer.from(whole);
    if (fault === 'corrupt') content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const body = content.subarray(from);
    const etag = `"${createHash('sha256').update(whole).digest('hex').slice(0, 12)}"`;
    const length = typeof fault === 'object' && 'endAfter' in fault ? fault.endAfter : body.length;
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': length,
      etag,
      ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
    });
    if (typeof fault === 'object' && 'dropAfter' in fault) response.write(body.subarray(0, fault.dropAfter), () => response.socket?.end());
    else if (typeof fault === 'object' && 'stallAfter' in fault) response.write(body.subarray(0, fault.stallAfter), () => stall.resolve());
    else response.end(body.subarray(0, length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    files: held,
    faults,
    requests,
    stalled: stall.promise,
    artefact(name) {
      const content = held.get(name) ?? Buffer.alloc(0);
      return { url: `${url}${name}`, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

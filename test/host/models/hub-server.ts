import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one request; left out: it is answered properly. */
export type Fault =
  /** The connection is cut after so many bytes of the body. */
  | { readonly dropAfter: number }
  /** After so many bytes nothing more comes, and the connection stays open. */
  | { readonly stallAfter: number }
  /** The answer is only so long, and says so. */
  | { readonly cutTo: number }
  /** A byte of the body is another one. */
  | 'corrupt'
  /** 200 with the whole file, whatever range was asked for. */
  | 'no-range'
  | { readonly status: number }
  /** A captive portal: 200 with a page. */
  | 'portal';

export interface Request {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly revision: string;
}

export interface HubServer {
  readonly url: string;
  readonly requests: readonly Request[];
  /** By path in the model; what the next requests for it meet, one after another. */
  readonly faults: Map<string, Fault[]>;
  readonly files: Map<string, Buffer>;
  /** Resolves when so many bytes of a body were sent to a client that then stalls. */
  readonly stalled: Promise<void>;
  /** Told with each answer; null for a plain mirror that tells nothing. */
  revision: string | null;
  close(): Promise<void>;
}

/** A hub as the official one behaves: configuration answered at once, weights redirected to a storage, checksums told on the way. */
export async function startHub(files: ReadonlyMap<string, Buffer>): Promise<HubServer> {
  const requests: Request[] = [];
  let onStall: () => void = () => undefined;
  const stalled = new Promise<void>((resolve) => {
    onStall = resolve;
  });
  const hub = { requests, faults: new Map<string, Fault[]>(), files: new Map(files), revision: 'a'.repeat(40) as string | null, stalled };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://hub');
    const [, revision = '', path = ''] =
      /\/resolve\/([^/]+)\/(.+)$/.exec(url.pathname) ?? /^\/storage\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    const content = hub.files.get(path);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (url.pathname.includes('/resolve/') && /\.(onnx|bin)$/.test(path)) {
      response
        .writeHead(302, { location: `/storage/${revision}/${path}`, ...(hub.revision === null ? {} : tell(content, hub.revision)) })
        .end();
      return;
    }
    requests.push({ path, range: request.headers.range, ifRange: request.headers['if-range'] as string | undefined, revision });
    answer(request, response, content, hub.faults.get(path)?.shift(), hub.revision, onStall);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(hub, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

function tell(content: Buffer, revision: string): Record<string, string> {
  return { 'x-linked-etag': `"${sha256(content)}"`, 'x-linked-size': String(content.length), 'x-repo-commit': revision };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  fault: Fault | undefined,
  revision: string | null,
  onStall: () => void,
): void {
  const etag = `"${sha256(content).slice(0, 16)}"`;
  const headers = { etag, 'accept-ranges': 'bytes', ...(revision === null ? {} : { 'x-repo-commit': revision }) };
  if (typeof fault === 'object' && 'status' in fault) {
    response.writeHead(fault.status).end();
    return;
  }
  if (fault === 'portal') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in to the venue network</html>');
    return;
  }
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const ifRange = request.headers['if-range'];
  const partial = from > 0 && fault !== 'no-range' && (ifRange === undefined || ifRange === etag);
  if (partial && from >= content.length) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    return;
  }
  let body = partial ? content.subarray(from) : content;
  if (fault === 'corrupt') {
    body = Buffer.from(body);
    body[body.length >> 1] = (body[body.length >> 1] as number) ^ 1;
  }
  if (typeof fault === 'object' && 'cutTo' in fault) body = body.subarray(0, fault.cutTo);
  const range = partial ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {};
  response.writeHead(partial ? 206 : 200, { ...headers, ...range, 'content-length': String(body.length) });
  if (typeof fault === 'object' && 'dropAfter' in fault) response.write(body.subarray(0, fault.dropAfter), () => response.destroy());
  else if (typeof fault === 'object' && 'stallAfter' in fault) response.write(body.subarray(0, fault.stallAfter), () => onStall());
  else response.end(body);
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

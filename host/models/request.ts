import { FoyerError } from '../../core/contract/errors.ts';

export interface FileResponse {
  readonly response: Response;
  /** SHA-256 the hub tells for a large file (X-Linked-Etag). */
  readonly sha256: string | null;
  /** Size of the whole file, where the hub or the server tells. */
  readonly totalBytes: number | null;
  /** Revision of the repository (X-Repo-Commit). */
  readonly revision: string | null;
  /** What If-Range may hold: a strong ETag, else the date of the last change. */
  readonly validator: string | null;
}

const MAX_REDIRECTS = 5;
const SHA256 = /^"?([0-9a-f]{64})"?$/;
const REVISION = /^[0-9a-f]{40}$/;

/**
 * GET with redirects followed by hand: the hub tells a file's checksum and revision in the redirect, before the storage that
 * it leads to answers. https never leads back to http.
 */
export async function requestFile(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  fetcher: typeof fetch = fetch,
): Promise<FileResponse> {
  let at = new URL(url);
  let sha256: string | null = null;
  let linkedBytes: number | null = null;
  let revision: string | null = null;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await fetcher(at, {
      redirect: 'manual',
      signal,
      // Compressed, a range would be one of the compressed bytes.
      headers: { 'accept-encoding': 'identity', 'user-agent': 'foyer', ...headers },
    });
    const { headers: got, status } = response;
    sha256 ??= SHA256.exec(got.get('x-linked-etag') ?? '')?.[1] ?? null;
    linkedBytes ??= numberOf(got.get('x-linked-size'));
    const commit = got.get('x-repo-commit');
    if (commit !== null && REVISION.test(commit)) revision ??= commit;
    const location = got.get('location');
    if (status < 300 || status >= 400 || location === null) {
      return { response, sha256, revision, totalBytes: linkedBytes ?? totalOf(response), validator: validatorOf(got) };
    }
    await response.body?.cancel();
    at = nextHop(at, location);
  }
  throw new FoyerError(`${url} redirects more than ${MAX_REDIRECTS} times`, {
    fault: 'network',
    code: 'model-download-failed',
    remedy: 'Check the address given with --mirror or FOYER_MODEL_MIRROR.',
  });
}

function nextHop(from: URL, location: string): URL {
  const to = new URL(location, from);
  const safe = to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
  if (safe) return to;
  throw new FoyerError(`${from.href} redirects to ${to.protocol}//${to.host}, which is not safe to follow`, {
    fault: 'network',
    code: 'model-download-failed',
    remedy: 'Check the address given with --mirror or FOYER_MODEL_MIRROR, and the proxy in between.',
  });
}

function validatorOf(headers: Headers): string | null {
  const etag = headers.get('etag');
  if (etag !== null && !etag.startsWith('W/')) return etag;
  return headers.get('last-modified');
}

/** Of "bytes 5-9/10" the first and the total; null where the server says neither. */
export function contentRange(response: Response): { readonly start: number; readonly total: number | null } | null {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  if (match === null) return null;
  return { start: Number(match[1]), total: match[2] === '*' ? null : Number(match[2]) };
}

function totalOf(response: Response): number | null {
  // Compressed against our wish: what it says is not what will come out.
  if (response.headers.has('content-encoding')) return null;
  if (response.status === 206) return contentRange(response)?.total ?? null;
  return response.status === 200 ? numberOf(response.headers.get('content-length')) : null;
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

import { FoyerError } from '../../core/contract/errors.ts';
import { isLoopback } from '../access.ts';
import { SCREEN_PATH, type ScreenState, screenStateSchema } from '../screen-signs.ts';

const WITHIN_MS = 3000;

export interface Look {
  /** What the browser opens: the address, with the secret that lets it in. */
  readonly pageUrl: string;
  /** null: the kiosk does not answer. */
  look(): Promise<ScreenState | null>;
}

/** @throws FoyerError code "bad-screen-url" unless it is http on this machine: a kiosk tells nobody else how its screen is. */
export function createLook({ url, token }: { readonly url: string; readonly token: string | undefined }): Look {
  const page = URL.canParse(url) ? new URL(url) : null;
  if (page === null || page.protocol !== 'http:' || !isLoopback(page.hostname.replace(/^\[|\]$/g, '')))
    throw new FoyerError(`${url} is not the address of a kiosk on this machine`, {
      fault: 'operator',
      code: 'bad-screen-url',
      remedy: 'Give it as the kiosk printed it: http://127.0.0.1:4310/',
    });
  if (token !== undefined && token !== '') page.searchParams.set('t', token);
  const asked = new URL(SCREEN_PATH, page);
  return {
    pageUrl: page.href,
    async look() {
      try {
        const answer = await fetch(asked, { signal: AbortSignal.timeout(WITHIN_MS) });
        return answer.ok ? screenStateSchema.parse(await answer.json()) : null;
      } catch {
        return null;
      }
    },
  };
}

import { FoyerError } from '../../core/contract/errors.ts';
import { isLoopback } from '../access.ts';
import { TICKET_PATH, ticketSchema } from '../launch-tickets.ts';
import { SCREEN_PATH, type ScreenState, screenStateSchema } from '../screen-signs.ts';

const WITHIN_MS = 3000;

export interface Look {
  /**
   * What the browser opens: the address, with what lets it in once. null: the kiosk does not answer yet.
   * @throws FoyerError code "token-refused"
   */
  pageUrl(): Promise<string | null>;
  /** null: the kiosk does not answer. */
  look(): Promise<ScreenState | null>;
}

/** @throws FoyerError code "bad-screen-url" unless it is http on this machine: a kiosk tells nobody else how its screen is. */
export function createLook({ url, token }: { readonly url: string; readonly token: string | undefined }): Look {
  const page = URL.canParse(url) ? new URL(url) : null;
  if (page === null || page.protocol !== 'http:' || !isLoopback(page.hostname.replace(/^\[|\]$/g, '')))
    throw new FoyerError(`${page === null ? 'it' : page.origin} is not the address of a kiosk on this machine`, {
      fault: 'operator',
      code: 'bad-screen-url',
      remedy: 'Give it as the kiosk printed it: http://127.0.0.1:4310/',
    });
  // As the kiosk printed it, the address has the secret in it.
  const secret = token === undefined || token === '' ? page.searchParams.get('t') : token;
  page.searchParams.delete('t');
  const asked = new URL(SCREEN_PATH, page);
  return {
    async pageUrl() {
      if (secret === null) return page.href;
      const ticket = await ticketFor(new URL(TICKET_PATH, page), secret);
      if (ticket === null) return null;
      const opened = new URL(page);
      opened.searchParams.set('t', ticket);
      return opened.href;
    },
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

async function ticketFor(address: URL, secret: string): Promise<string | null> {
  const asking = { method: 'POST', headers: { authorization: `Bearer ${secret}` }, signal: AbortSignal.timeout(WITHIN_MS) };
  const answer = await fetch(address, asking).catch(() => null);
  if (answer?.status === 401)
    throw new FoyerError('the kiosk does not know this FOYER_WEB_TOKEN', {
      fault: 'operator',
      code: 'token-refused',
      remedy: 'Give foyer kiosk and foyer screen the same one.',
    });
  const given = ticketSchema.safeParse(answer?.ok === true ? await answer.json().catch(() => null) : null);
  return given.success ? given.data.ticket : null;
}

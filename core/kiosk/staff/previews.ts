import type { VenueContext } from '../../agent/agent.ts';
import type { LocalDateTime, Preview } from '../../contract/index.ts';
import { createNoDesk } from '../../desk/no-desk.ts';
import type { Clock, Desk } from '../../ports.ts';
import { rollVenue } from '../../venue/rolling.ts';
import type { KioskDeps, StaffPin } from '../kiosk-deps.ts';
import type { ScreenLink, ScreenLinkHandlers } from '../screen-link.ts';
import type { StaffDesk } from './staff-desk.ts';

/** How long the token that staff were given opens previews. */
export const PREVIEW_TOKEN_MS = 15 * 60_000;
const MOST_PREVIEWS = 4;

/** A kiosk made for one screen; it takes over what main kiosk's link hears. */
export interface PreviewKiosk {
  readonly handlers: ScreenLinkHandlers;
  close(): void;
}

export interface Previews {
  /** A token for a guest screen on the draft; good for a while and as long as `link` is signed in. */
  tokenFor(link: ScreenLink): { readonly token: string; readonly expiresInMs: number };
  revoke(link: ScreenLink): void;
  /** The kiosk's handlers, but links that said hello as a preview go to a kiosk of their own. */
  around(handlers: ScreenLinkHandlers): ScreenLinkHandlers;
  close(): void;
}

/**
 * Previews: the real guest screen and the real agent on the draft, beside the kiosk. Nothing of them has an effect: requests go to
 * a list that is thrown away, there is no memory, no badge, and the kiosk's own screen stays.
 */
export function createPreviews(deps: {
  readonly kiosk: KioskDeps;
  readonly desk: StaffDesk;
  readonly create: (deps: KioskDeps) => PreviewKiosk;
  readonly openSandbox?: () => Desk;
  readonly prepareVenue?: (venue: VenueContext) => Promise<void>;
}): Previews {
  const { clock, ids, log } = deps.kiosk;
  const tokens = new Map<string, { readonly link: ScreenLink; readonly until: number }>();
  /** Null while the draft is being fetched. */
  const running = new Map<ScreenLink, PreviewKiosk | null>();

  const mayOpen = ({ token }: Preview) => (tokens.get(token)?.until ?? 0) > clock.nowMs();

  const draft = async (shown: Clock): Promise<VenueContext | null> => {
    const found = await deps.desk.preview();
    if (found === null) return null;
    const context = { ...found, venue: rollVenue(found.venue, shown.localNow(found.venue.timezone).slice(0, 10)) };
    await deps.prepareVenue?.(context);
    return context;
  };

  const open = async (link: ScreenLink, hello: Parameters<ScreenLinkHandlers['onHello']>[1], preview: Preview) => {
    running.set(link, null);
    const { now } = preview;
    const shown: Clock = now === undefined ? clock : { ...clock, localNow: () => now };
    const venue = await draft(shown).catch((error: unknown) => {
      log.error('preview cannot read the draft', { error });
      return null;
    });
    if (!running.has(link)) return;
    const kiosk = deps.create(previewDeps(deps.kiosk, deps.openSandbox?.() ?? createNoDesk(), venue, shown, now));
    running.set(link, kiosk);
    kiosk.handlers.onHello(link, hello);
  };

  const leave = (link: ScreenLink) => {
    const kiosk = running.get(link);
    running.delete(link);
    kiosk?.handlers.onClose(link);
    kiosk?.close();
  };

  return {
    tokenFor(link) {
      for (const [token, { until }] of tokens) if (until <= clock.nowMs()) tokens.delete(token);
      const token = `${ids.next()}${ids.next()}`;
      tokens.set(token, { link, until: clock.nowMs() + PREVIEW_TOKEN_MS });
      return { token, expiresInMs: PREVIEW_TOKEN_MS };
    },
    revoke(link) {
      for (const [token, entry] of tokens) if (entry.link === link) tokens.delete(token);
    },
    around: (handlers) => ({
      onHello(link, hello) {
        if (hello.preview === undefined) return handlers.onHello(link, hello);
        if (hello.role !== 'guest' || !mayOpen(hello.preview) || running.size >= MOST_PREVIEWS) {
          log.warn('preview refused', { previews: running.size });
          link.send({
            type: 'refused',
            code: 'not-allowed',
            message: 'this preview is not open any more; open it again in the console',
            seq: hello.seq,
          });
          return link.close('preview refused');
        }
        void open(link, hello, hello.preview);
      },
      onMessage: (link, message) =>
        running.has(link) ? running.get(link)?.handlers.onMessage(link, message) : handlers.onMessage(link, message),
      onFrame: (link, frame) => (running.has(link) ? running.get(link)?.handlers.onFrame(link, frame) : handlers.onFrame(link, frame)),
      onChunk: (link, chunk) => handlers.onChunk(link, chunk),
      onClose: (link) => (running.has(link) ? leave(link) : handlers.onClose(link)),
    }),
    close() {
      for (const link of [...running.keys()]) leave(link);
      tokens.clear();
    },
  };
}

/** The kiosk's parts without its effects. @param now where the clock stands; left out: it goes on. */
function previewDeps(deps: KioskDeps, sandbox: Desk, venue: VenueContext | null, clock: Clock, now: LocalDateTime | undefined): KioskDeps {
  const { hearing, speaking, capabilities } = deps.parts;
  return {
    config: { ...deps.config, ...(now === undefined ? {} : { now }) },
    clock,
    ids: deps.ids,
    log: deps.log,
    parts: {
      venue: () => venue,
      hearing,
      speaking,
      capabilities: () => ({ ...capabilities(), memory: { state: 'off' }, sync: { state: 'off' } }),
      onChange: () => () => {},
    },
    createAgent: (context) => deps.createAgent(context, sandbox),
    requests: sandbox.requests,
    badges: null,
    guests: null,
    sync: null,
    staffPin: NO_STAFF,
    ...(deps.maxUtteranceMs === undefined ? {} : { maxUtteranceMs: deps.maxUtteranceMs }),
  };
}

const NO_STAFF: StaffPin = { isSet: () => true, mayChoose: () => false, set: () => {}, verify: () => ({ ok: false, retryAfterMs: 0 }) };

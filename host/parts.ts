import type { VenueContext } from '../core/agent/agent.ts';
import { type Capabilities, type Capability, FoyerError } from '../core/contract/index.ts';
import type { KioskParts } from '../core/kiosk/kiosk-deps.ts';
import type { Clock, Log, SpeechToText, TextToSpeech, VenueStore } from '../core/ports.ts';

/** The parts of a kiosk that come up by themselves, may fail, and never stop the rest. */
export interface HostParts extends KioskParts {
  /** Starts an engine in the background; its capability tells how it went. */
  start(what: 'hearing', load: () => Promise<SpeechToText>): Promise<void>;
  start(what: 'speaking', load: () => Promise<TextToSpeech>): Promise<void>;
  setVenue(store: VenueStore): void;
  set(what: keyof Omit<Capabilities, 'planner'>, capability: Capability): void;
  close(): Promise<void>;
}

export function createParts(deps: { readonly clock: Clock; readonly log: Log; readonly planner: Capabilities['planner'] }): HostParts {
  const off: Capability = { state: 'off' };
  let capabilities: Capabilities = { venue: off, hearing: off, speaking: off, memory: off, sync: off, planner: deps.planner };
  const engines: { hearing: SpeechToText | null; speaking: TextToSpeech | null } = { hearing: null, speaking: null };
  const listeners = new Set<() => void>();
  let closed = false;
  let store: VenueStore | null = null;
  let read: { readonly key: string; readonly context: VenueContext } | null = null;

  const set: HostParts['set'] = (what, capability) => {
    capabilities = { ...capabilities, [what]: capability };
    for (const listener of listeners) listener();
  };

  const venue = (): VenueContext | null => {
    if (store === null) return null;
    try {
      // A first reading in UTC tells the zone; the date that matters is the venue's own.
      const zone = read?.context.venue.timezone ?? 'UTC';
      const key = `${store.version} ${deps.clock.localNow(zone).slice(0, 10)}`;
      if (read?.key === key) return read.context;
      const first = store.read(deps.clock.localNow(zone).slice(0, 10));
      const today = deps.clock.localNow(first.timezone).slice(0, 10);
      const inZone = key.endsWith(today) ? first : store.read(today);
      read = { key: `${store.version} ${today}`, context: { venue: inZone, version: store.version } };
      return read.context;
    } catch (error) {
      deps.log.error('venue cannot be read', { error });
      const failed = unavailable(error);
      if (capabilities.venue.state !== 'unavailable') set('venue', failed);
      return read?.context ?? null;
    }
  };

  return {
    venue,
    hearing: () => engines.hearing,
    speaking: () => engines.speaking,
    capabilities: () => capabilities,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async start(what: 'hearing' | 'speaking', load: () => Promise<SpeechToText | TextToSpeech>) {
      set(what, { state: 'starting' });
      try {
        const engine = await load();
        if (closed) return engine.close();
        engines[what] = engine as SpeechToText & TextToSpeech;
        set(what, { state: 'ready' });
      } catch (error) {
        deps.log.error(`${what} cannot start`, { error });
        set(what, unavailable(error));
      }
    },
    setVenue(next) {
      store = next;
      if (venue() !== null) set('venue', { state: 'ready' });
    },
    set,
    async close() {
      closed = true;
      listeners.clear();
      store?.close();
      await Promise.all([engines.hearing?.close(), engines.speaking?.close()]);
    },
  };
}

/** What staff are told about a part that cannot do its work. */
export function unavailable(error: unknown): Capability {
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = error instanceof FoyerError ? error.remedy : undefined;
  return { state: 'unavailable', reason, ...(remedy === undefined ? {} : { remedy }) };
}

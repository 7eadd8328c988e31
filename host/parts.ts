import type { VenueContext } from '../core/agent/agent.ts';
import { type Capabilities, type Capability, FoyerError } from '../core/contract/index.ts';
import type { KioskParts } from '../core/kiosk/kiosk-deps.ts';
import type { Clock, Log, SpeechToText, TextToSpeech, VenueStore } from '../core/ports.ts';
import { createHearingSwitch } from './models/hearing-switch.ts';

/** Where the published venue is found; asked again before each guest, so that a new version needs no restart. */
export interface VenueSource {
  /** The published version, or null; cheap. @throws when the pointer cannot be read. */
  current(): string | null;
  open(): VenueStore;
}

/** The parts of a kiosk that come up by themselves, may fail, and never stop the rest. */
export interface HostParts extends KioskParts {
  /** Starts an engine in the background; its capability tells how it went. */
  start(what: 'hearing', load: () => Promise<SpeechToText>): Promise<void>;
  start(what: 'speaking', load: () => Promise<TextToSpeech>): Promise<void>;
  /** Has another recogniser hear from the next call on; see createHearingSwitch. */
  replaceHearing(next: SpeechToText): Promise<'replaced' | 'kept'>;
  setVenue(source: VenueSource): void;
  set(what: keyof Omit<Capabilities, 'planner'>, capability: Capability): void;
  close(): Promise<void>;
}

export function createParts(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly planner: Capabilities['planner'];
  /** Gets another version, or another day of the same one, ready to be asked; the one before stays in use until then. */
  readonly prepareVenue?: (venue: VenueContext) => Promise<void>;
  /** It is in use from now on. */
  readonly onVenue?: (venue: VenueContext) => void;
}): HostParts {
  const off: Capability = { state: 'off' };
  let capabilities: Capabilities = { venue: off, hearing: off, speaking: off, memory: off, sync: off, planner: deps.planner };
  const hearing = createHearingSwitch({ log: deps.log });
  let speaking: TextToSpeech | null = null;
  const listeners = new Set<() => void>();
  let closed = false;
  let source: VenueSource | null = null;
  let store: VenueStore | null = null;
  let failedVersion: string | null = null;
  let read: ReadVenue | null = null;
  let coming: ReadVenue | null = null;
  let preparing: Promise<void> = Promise.resolve();

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const set: HostParts['set'] = (what, capability) => {
    capabilities = { ...capabilities, [what]: capability };
    tell();
  };

  /** Opens what is published now; the version before stays in use where that fails. */
  const published = (): VenueStore | null => {
    if (source === null) return store;
    const version = source.current();
    if (version === null || version === store?.version || version === failedVersion) return store;
    try {
      const next = source.open();
      store?.close();
      store = next;
      failedVersion = null;
      deps.log.info('venue opened', { version });
      if (capabilities.venue.state !== 'ready') set('venue', { state: 'ready' });
    } catch (error) {
      failedVersion = version;
      deps.log.error('venue cannot be opened', { version, error });
      set('venue', unavailable(error));
    }
    return store;
  };

  const use = (next: ReadVenue) => {
    read = next;
    deps.onVenue?.(next.context);
  };
  const take = (next: ReadVenue) => {
    const ready = deps.prepareVenue?.(next.context).catch((error: unknown) => deps.log.error('venue cannot be prepared', { error }));
    // The first has none before it that could stand in.
    if (ready === undefined || read === null) return use(next);
    coming = next;
    preparing = ready.then(() => {
      if (coming !== next || closed) return;
      coming = null;
      use(next);
    });
  };

  const venue = (): VenueContext | null => {
    try {
      const from = published();
      if (from === null) return null;
      // A first reading in UTC tells the zone; the date that matters is the venue's own.
      const zone = read?.context.venue.timezone ?? from.read(deps.clock.localNow('UTC').slice(0, 10)).timezone;
      const today = deps.clock.localNow(zone).slice(0, 10);
      const key = `${from.version} ${today}`;
      if (read?.key === key) coming = null;
      else if (coming?.key !== key) take({ key, context: { venue: from.read(today), version: from.version } });
      return read?.context ?? null;
    } catch (error) {
      deps.log.error('venue cannot be read', { error });
      if (capabilities.venue.state !== 'unavailable') set('venue', unavailable(error));
      return read?.context ?? null;
    }
  };

  return {
    venue,
    ready: () => preparing,
    hearing: hearing.current,
    speaking: () => speaking,
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
        if (what === 'hearing') hearing.set(engine as SpeechToText);
        else speaking = engine as TextToSpeech;
        set(what, { state: 'ready' });
      } catch (error) {
        deps.log.error(`${what} cannot start`, { error });
        set(what, unavailable(error));
      }
    },
    replaceHearing(next) {
      const outcome = hearing.replace(next);
      tell();
      return outcome;
    },
    setVenue(next) {
      source = next;
      venue();
    },
    set,
    async close() {
      closed = true;
      listeners.clear();
      store?.close();
      await Promise.all([hearing.close(), speaking?.close()]);
    },
  };
}

interface ReadVenue {
  readonly key: string;
  readonly context: VenueContext;
}

/** What staff are told about a part that cannot do its work. */
export function unavailable(error: unknown): Capability {
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = error instanceof FoyerError ? error.remedy : undefined;
  return { state: 'unavailable', reason, ...(remedy === undefined ? {} : { remedy }) };
}

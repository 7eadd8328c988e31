import type { VenueContext } from '../../core/agent/agent.ts';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Clock, Ids } from '../../core/ports.ts';
import { readManifest, readVenueFile } from '../../native/sqlite/venue-file.ts';
import { createVenueLock } from '../../native/sqlite/venue-lock.ts';
import { openVenueVersions } from '../../native/sqlite/venue-versions.ts';
import type { StateFile } from '../fleet/state-file.ts';
import { probeVenue } from './probe.ts';
import { beginTrial, failTrial, isRefused, passTrial, refuse, type Trials } from './trials.ts';
import type { UpdateKind } from './update-kind.ts';
import type { UpdateState, VenueUpdate } from './update-store.ts';

export interface VenueUpdateOptions {
  readonly dataDir: string;
  readonly store: StateFile<UpdateState>;
  /** What guests are answered from; takes up another version when asked. */
  readonly venue: () => VenueContext | null;
  /** Resolves when a version that venue() has noticed is in use. */
  readonly ready: () => Promise<void>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Another version is in use. */
  readonly onChange: () => void;
  /** How long it waits where staff are importing something. Default LOCK_WAIT_MS. */
  readonly lockWaitMs?: number;
}

/** Nobody is at the kiosk; staff may be importing something. */
const LOCK_WAIT_MS = 5000;
const idOf = ({ sha256 }: VenueUpdate) => sha256;

/** Venue data of the fleet: a venue file as `foyer venue` publishes one, taken up as this kiosk's next version. */
export function createVenueUpdate(options: VenueUpdateOptions): UpdateKind & {
  /** What the plan calls the version in use; null: it is not of a plan. */
  inUse(): string | null;
} {
  const { dataDir, store, clock, ids, onChange } = options;
  const versions = openVenueVersions(dataDir);
  const locked = createVenueLock(dataDir, options.lockWaitMs ?? LOCK_WAIT_MS);
  const update = (change: (venue: Trials<VenueUpdate>) => Trials<VenueUpdate>) => {
    const state = store.read();
    store.write({ ...state, venue: change(state.venue) });
  };
  const current = () => versions.current()?.version ?? null;

  /** As a guest would find it. */
  async function check(local: string): Promise<string | null> {
    options.venue();
    await options.ready();
    const inUse = options.venue();
    if (inUse?.version !== local) return 'the kiosk does not open it';
    return probeVenue(inUse, { clock, ids });
  }
  function goBack({ local, before }: VenueUpdate, reason: string): void {
    // First the pointer: whoever ends the kiosk here finds the trial still on, and goes back again.
    if (before !== null && current() === local) locked(() => versions.pointAt(before, { by: 'fleet', at: new Date().toISOString() }));
    update((venue) => failTrial(venue, idOf, reason));
    options.venue();
    onChange();
  }
  async function settleTrial(trial: VenueUpdate): Promise<string | null> {
    const wrong = await check(trial.local).catch((error: unknown) => (error instanceof Error ? error.message : 'it cannot be read'));
    if (wrong === null) update(passTrial);
    else goBack(trial, wrong);
    return wrong;
  }

  return {
    name: 'venue',
    suffix: '.sqlite',
    inUse() {
      const { good } = store.read().venue;
      return good !== null && good.local === current() ? good.version : null;
    },
    wanted({ venue }) {
      if (venue === undefined) return null;
      const { good, trial, refused } = store.read().venue;
      if (trial !== null || good?.sha256 === venue.sha256 || isRefused({ good, trial, refused }, venue.sha256)) return null;
      return { url: venue.url, sha256: venue.sha256, bytes: venue.bytes, label: venue.version };
    },
    async activate(path, { sha256, label }) {
      try {
        const file = readVenueFile(path);
        const before = current();
        const taken = { version: label, sha256, before };
        if (before !== null && hashOf(versions.pathOf(before)) === file.manifest.contentHash) {
          // The very same data is in use already.
          update((venue) => ({ ...venue, good: { ...taken, local: before, before: null } }));
          return 'passed';
        }
        const wrong = await probeVenue({ venue: file.venue, version: label }, { clock, ids });
        if (wrong !== null) throw broken(label, wrong);
        const { venue, findings } = file;
        const { recipe, ...manifest } = file.manifest;
        const next = { ...manifest, venue, findings, createdBy: 'fleet', ...(recipe === undefined ? {} : { recipe }) };
        const local = locked(() => versions.publish(next));
        update((venue) => beginTrial(venue, { ...taken, local }, ['venue']));
        const after = await settleTrial({ ...taken, local });
        if (after !== null) throw broken(label, after);
        onChange();
        return 'passed';
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'it cannot be used';
        // One that could not be gone back from stays on trial: the next start goes back.
        if (store.read().venue.trial?.value.local !== current()) update((venue) => ({ ...venue, trial: null }));
        if (!mayPass(error)) update((venue) => refuse(venue, sha256, reason));
        throw error;
      }
    },
    async settle() {
      const { trial } = store.read().venue;
      if (trial === null) return 'none';
      return (await settleTrial(trial.value)) === null ? 'passed' : 'rolled-back';
    },
    failure: () => store.read().venue.refused.at(-1) ?? null,
  };
}

/** Says nothing about the data: staff are importing something, or there is no room. */
function mayPass(error: unknown): boolean {
  return error instanceof FoyerError && (error.code === 'venue-busy' || error.code === 'disk-full');
}

function hashOf(path: string): string | null {
  try {
    return readManifest(path).contentHash;
  } catch {
    return null;
  }
}

function broken(version: string, reason: string): FoyerError {
  return new FoyerError(`venue data ${version} is not used: ${reason}`, {
    fault: 'operator',
    code: 'update-unusable',
    remedy: 'Correct the data and publish it again; the kiosk goes on with what it has.',
  });
}

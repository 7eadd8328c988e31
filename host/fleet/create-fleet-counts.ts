import { join } from 'node:path';
import { type CountBucket, emptyHistogram, observeMs, type VisitBand, visitBandOf } from '../../core/contract/fleet-counts.ts';
import type { Clock, CountedTurn, FleetCounts, Log } from '../../core/ports.ts';
import { type BucketKey, type CountBucketStore, openCountBucketStore, type UnsentBucket } from '../../native/sqlite/count-bucket-store.ts';

/** Buckets that the endpoint has are of no use after that; of others it has stopped asking. */
const KEEP_DAYS = 30;
/** Turns whose latency may still come. */
const RECENT_TURNS = 8;

export interface KeptCounts extends FleetCounts {
  unsent(limit: number): readonly UnsentBucket[];
  settle(sent: readonly UnsentBucket[]): void;
  close(): void;
}

/** One guest at the kiosk, as far as it is counted: under the hour of its end and the topic it began with. */
interface Session {
  readonly id: string;
  readonly first: CountedTurn;
  visit: number | null;
  resolved: boolean;
  handedOff: boolean;
  /** From the first question to the first answer. */
  timeToAnswerMs: number | null;
}

export interface FleetCountsOptions {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'localNow'>;
  /** IANA zone of the venue. */
  readonly timezone: () => string;
  readonly log: Log;
}

/** Counts into DIR/fleet/counts.sqlite. Where that cannot be written, guests are served all the same. */
export function createFleetCounts({ dataDir, clock, timezone, log }: FleetCountsOptions): KeptCounts {
  let store: CountBucketStore | null = openStore(dataDir, log);
  let session: Session | null = null;
  let waiting: { readonly turn: number; readonly ms: number }[] = [];
  let recent: { readonly turn: number; readonly key: BucketKey; timed: boolean }[] = [];

  const hourNow = () => clock.localNow(timezone()).slice(0, 13);
  const guarded = (work: (to: CountBucketStore) => void) => {
    if (store === null) return;
    try {
      work(store);
    } catch (error) {
      log.warn('fleet.not-counted', { error });
    }
  };
  const time = (to: CountBucketStore, turn: number, ms: number) => {
    const counted = recent.find((one) => one.turn === turn);
    if (counted === undefined || counted.timed) return false;
    counted.timed = true;
    to.change(counted.key, (bucket) => ({ ...bucket, voiceToVoiceMs: observed(bucket.voiceToVoiceMs, ms) }));
    return true;
  };

  const sessionEnded = () => {
    const ended = session;
    session = null;
    recent = [];
    waiting = [];
    if (ended === null) return;
    const { topic, language } = ended.first;
    guarded((to) => to.change({ hour: hourNow(), topic, language }, (bucket) => withSession(bucket, ended)));
  };

  return {
    turn(counted) {
      if (session !== null && session.id !== counted.sessionId) sessionEnded();
      session = follow(session, counted);
      const { topic, language } = counted;
      const key = { hour: hourNow(), topic, language };
      recent = [...recent, { turn: counted.turn, key, timed: false }].slice(-RECENT_TURNS);
      guarded((to) => {
        to.change(key, (bucket) => withTurn(bucket, counted));
        waiting = waiting.filter(({ turn, ms }) => !time(to, turn, ms));
      });
    },
    voiceToVoice(turn, ms) {
      guarded((to) => {
        // The first sentence is often heard before the turn is done.
        if (!time(to, turn, ms) && !recent.some((one) => one.turn === turn)) waiting = [...waiting, { turn, ms }].slice(-RECENT_TURNS);
      });
    },
    sessionEnded,
    unsent(limit) {
      let found: readonly UnsentBucket[] = [];
      // Counts that cannot be read must not keep the kiosk from saying how it does.
      guarded((to) => {
        found = to.unsent(limit);
      });
      return found;
    },
    settle(sent) {
      guarded((to) => {
        to.settle(sent);
        // By the clock that the hours are of: a demo's is pinned.
        to.forgetBefore(new Date(Date.parse(`${hourNow()}:00Z`) - KEEP_DAYS * 86_400_000).toISOString().slice(0, 13));
      });
    },
    close() {
      sessionEnded();
      store?.close();
      store = null;
    },
  };
}

function openStore(dataDir: string, log: Log): CountBucketStore | null {
  try {
    return openCountBucketStore(join(dataDir, 'fleet', 'counts.sqlite'));
  } catch (error) {
    log.error('fleet.no-counts', { error });
    return null;
  }
}

const ANSWERED: ReadonlySet<CountedTurn['resolution']> = new Set(['answered', 'partly']);

function follow(before: Session | null, turn: CountedTurn): Session {
  const session = before ?? { id: turn.sessionId, first: turn, visit: null, resolved: true, handedOff: false, timeToAnswerMs: null };
  session.visit = turn.visit ?? session.visit;
  session.handedOff ||= turn.handOff;
  if (ANSWERED.has(turn.resolution)) {
    const atMs = turn.askedAtMs + (turn.answeredAfterMs ?? 0);
    session.timeToAnswerMs ??= atMs - session.first.askedAtMs;
  } else if (turn.resolution !== 'asked-back') session.resolved = false;
  return session;
}

function withTurn(bucket: CountBucket, turn: CountedTurn): CountBucket {
  const one = (counts: boolean) => (counts ? 1 : 0);
  const answered = ANSWERED.has(turn.resolution);
  return {
    ...bucket,
    asked: bucket.asked + 1,
    answered: bucket.answered + one(answered),
    unanswered: bucket.unanswered + one(!answered && turn.resolution !== 'asked-back'),
    handOffs: bucket.handOffs + one(turn.handOff),
    followUps: bucket.followUps + one(turn.followUp),
    threadsClosed: bucket.threadsClosed + turn.threadsClosed,
  };
}

function withSession(bucket: CountBucket, { visit, resolved, handedOff, timeToAnswerMs }: Session): CountBucket {
  const band: VisitBand = visitBandOf(visit);
  const before = bucket.visits.find((one) => one.band === band) ?? {
    ...{ band, sessions: 0, resolved: 0, handedOff: 0 },
    timeToAnswerMs: emptyHistogram(),
  };
  // One that only asked back has answered nothing.
  const done = resolved && timeToAnswerMs !== null;
  const after = {
    ...before,
    sessions: before.sessions + 1,
    resolved: before.resolved + (done ? 1 : 0),
    handedOff: before.handedOff + (handedOff ? 1 : 0),
    timeToAnswerMs: done ? observed(before.timeToAnswerMs, timeToAnswerMs) : before.timeToAnswerMs,
  };
  return { ...bucket, visits: [...bucket.visits.filter((one) => one.band !== band), after] };
}

function observed(histogram: readonly number[], ms: number): number[] {
  const next = [...histogram];
  observeMs(next, ms);
  return next;
}

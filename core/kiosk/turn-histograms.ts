import type { TurnMetrics } from '../contract/index.ts';

/** Upper bounds of the buckets, milliseconds: fine where a guest begins to notice. */
const BUCKETS_MS = [25, 50, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1250, 1500, 2000, 3000, 5000, 10_000] as const;

export type TurnPart = keyof TurnMetrics;

/** Metric names and what they mean, in the field's words. */
const METRICS: Readonly<Record<TurnPart, readonly [name: string, help: string]>> = {
  endOfTurnDelayMs: ['end_of_turn_delay', 'Last speech frame to the utterance being taken as over.'],
  transcriptionDelayMs: ['transcription_delay', 'Utterance over to its text; work done ahead counts as nothing.'],
  timeToFirstSentenceMs: ['time_to_first_token', 'Text to the first sentence of the answer.'],
  timeToFirstByteMs: ['time_to_first_byte', 'First sentence to its speech leaving the kiosk.'],
  voiceToVoiceMs: ['voice_to_voice', 'Last speech frame to the first sample of the answer leaving the loudspeaker.'],
};

interface Histogram {
  /** One count a bucket, then one for what is above the last. */
  readonly counts: number[];
  sumMs: number;
}

/** Latencies of all turns since the start. Numbers only: nothing of a guest is in them. */
export interface TurnHistograms {
  observe(part: TurnPart, ms: number): void;
  /** Prometheus text exposition format 0.0.4, seconds as is the custom there. */
  prometheus(): string;
}

export function createTurnHistograms(): TurnHistograms {
  const empty = (): Histogram => ({ counts: new Array<number>(BUCKETS_MS.length + 1).fill(0), sumMs: 0 });
  const parts = Object.keys(METRICS) as TurnPart[];
  const histograms = new Map(parts.map((part) => [part, empty()]));
  return {
    observe(part, ms) {
      const histogram = histograms.get(part);
      if (histogram === undefined || !Number.isFinite(ms)) return;
      const found = BUCKETS_MS.findIndex((bound) => ms <= bound);
      const bucket = found === -1 ? BUCKETS_MS.length : found;
      histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
      histogram.sumMs += ms;
    },
    prometheus: () => parts.map((part) => exposition(METRICS[part], histograms.get(part) ?? empty())).join(''),
  };
}

function exposition([name, help]: readonly [string, string], { counts, sumMs }: Histogram): string {
  const metric = `foyer_${name}_seconds`;
  let below = 0;
  const buckets = BUCKETS_MS.map((bound, i) => {
    below += counts[i] ?? 0;
    return `${metric}_bucket{le="${bound / 1000}"} ${below}`;
  });
  const count = below + (counts.at(-1) ?? 0);
  const lines = [
    `# HELP ${metric} ${help}`,
    `# TYPE ${metric} histogram`,
    ...buckets,
    `${metric}_bucket{le="+Inf"} ${count}`,
    `${metric}_sum ${Math.round(sumMs) / 1000}`,
    `${metric}_count ${count}`,
  ];
  return `${lines.join('\n')}\n`;
}

import type { Played } from './play.ts';
import type { Recording } from './record.ts';
import type { Scene } from './scenes.ts';

/** What went wrong and how long things took, of one scene. */
export interface Verdict {
  readonly scene: Scene;
  readonly played: Played;
  /** Real end of the guest's speech -> the segmenter ended the turn; and -> its transcript was there as well. */
  readonly endDelaysMs: readonly number[];
  readonly answerDelaysMs: readonly number[];
  /** Turns that were answered before their end. */
  readonly cutOffs: number;
  /** Turns that had no end within two seconds. */
  readonly missedEnds: number;
  /** Answers to nothing the guest said. */
  readonly falseTurns: number;
  /** The kiosk fell silent for more than two seconds, or for good, and no guest had spoken. */
  readonly falseBargeIns: number;
  /** It fell silent for nobody, and went on within two seconds. */
  readonly hesitations: number;
  readonly bargeInsMs: readonly number[];
  readonly missedBargeIns: number;
}

const MISSED_AFTER_MS = 2000;
const RESUME_WITHIN_MS = 2000;
/** A guest who has talked so long without stopping the kiosk was not heard. */
const BARGE_IN_WITHIN_MS = 1000;

export function judge(scene: Scene, { turns }: Recording, played: Played): Verdict {
  const acted = played.heard.filter(({ actedOn }) => actedOn);
  const inside = (atMs: number) => turns.some(({ startMs, endMs }) => atMs >= startMs && atMs < endMs);
  const endings = turns.map(({ endMs }) => played.heard.find(({ atMs }) => atMs >= endMs && atMs < endMs + MISSED_AFTER_MS));
  const found = endings.flatMap((ending, i) => (ending === undefined ? [] : [{ ending, endMs: turns[i]?.endMs ?? 0 }]));
  const own = new Set(found.map(({ ending }) => ending));
  const stopFor = turns.map(({ startMs, endMs }) =>
    played.stops.find(({ atMs }) => atMs >= startMs && atMs < Math.max(endMs, startMs + BARGE_IN_WITHIN_MS)),
  );
  const needless = played.stops.filter((stop) => !stopFor.includes(stop));
  const brief = needless.filter(({ atMs, resumedAtMs }) => resumedAtMs !== null && resumedAtMs - atMs <= RESUME_WITHIN_MS);
  const overKiosk = scene.kiosk !== undefined;
  return {
    scene,
    played,
    endDelaysMs: found.map(({ ending, endMs }) => ending.atMs - endMs),
    answerDelaysMs: found.map(({ ending, endMs }) => ending.readyMs - endMs),
    cutOffs: acted.filter(({ atMs }) => inside(atMs)).length,
    missedEnds: endings.filter((ending) => ending === undefined).length,
    falseTurns: acted.filter((turn) => !own.has(turn) && !inside(turn.atMs)).length,
    falseBargeIns: needless.length - brief.length,
    hesitations: brief.length,
    bargeInsMs: overKiosk ? stopFor.flatMap((stop, i) => (stop === undefined ? [] : [stop.atMs - (turns[i]?.startMs ?? 0)])) : [],
    missedBargeIns: overKiosk ? stopFor.filter((stop) => stop === undefined).length : 0,
  };
}

export function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const sum = (verdicts: readonly Verdict[], pick: (verdict: Verdict) => number): number =>
  verdicts.reduce((total, verdict) => total + pick(verdict), 0);

import type { TurnOutcome } from './agent.ts';
import type { Understood } from './step.ts';

/**
 * What became of a question, for staff: `answered`; `partly`, when only something near it was found (another time,
 * another room); `not-in-data`, when it was understood and the venue tells nothing of it; `not-understood`;
 * `asked-back`, when the kiosk waits for the guest; `failed`.
 */
export const RESOLUTIONS = ['answered', 'partly', 'not-in-data', 'not-understood', 'asked-back', 'failed'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export function resolutionOf(
  { outcome, partly }: { readonly outcome: TurnOutcome; readonly partly?: boolean },
  understood: Understood | null,
): Resolution {
  switch (outcome) {
    case 'answered':
      return partly === true ? 'partly' : 'answered';
    case 'asked':
      return 'asked-back';
    case 'failed':
      return 'failed';
    case 'nothing-found':
      return understood !== null && understood.reading.kind === 'nothing' && !asks(understood) ? 'not-understood' : 'not-in-data';
  }
}

const ASKING = [
  'where',
  'way',
  'when',
  'who',
  'exists',
  'programme',
  'talk',
  'speak',
  'price',
  'hours',
  'menu',
  'exhibitor',
  'about',
  'count',
] as const;

/** It can be told what kind of thing was asked for. */
export function asks({ percept }: Pick<Understood, 'percept'>): boolean {
  return (
    ASKING.some((cue) => percept.heard(cue)) ||
    /^(what|which|why|how|is|are|do|does|can|could|was|welche|warum|wie|ist|sind|kann)\b/.test(percept.text)
  );
}

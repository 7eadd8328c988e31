import type { ToScreen } from '../../core/contract/index.ts';
import { MAX_TRACES, type StaffState, type TurnTrace } from './screen-state.ts';

type StaffMessage = Extract<ToScreen, { type: 'trace' | 'metrics' | 'staff.signedIn' | 'staff.refused' | 'staff.requests' }>;

export function reduceStaff(staff: StaffState, message: StaffMessage): StaffState {
  switch (message.type) {
    case 'staff.signedIn':
      return { ...staff, signedIn: true, pinSet: true, retryAfterMs: null };
    case 'staff.refused':
      return { ...staff, signedIn: false, retryAfterMs: message.retryAfterMs };
    case 'staff.requests':
      return { ...staff, requests: message.requests };
    case 'trace':
      return {
        ...staff,
        traces: onTrace(
          staff.traces,
          message.turn,
          (trace) => ({ ...trace, steps: [...trace.steps, message.step] }),
          startsAfresh(message),
        ),
      };
    case 'metrics':
      return { ...staff, traces: onTrace(staff.traces, message.turn, (trace) => ({ ...trace, metrics: message.metrics }), false) };
  }
}

/** Turn numbers begin again with every guest, so a "perceive" step opens a turn whatever its number. */
function startsAfresh(message: Extract<ToScreen, { type: 'trace' }>): boolean {
  return message.step.stage === 'perceive';
}

function onTrace(
  traces: readonly TurnTrace[],
  turn: number,
  change: (trace: TurnTrace) => TurnTrace,
  afresh: boolean,
): readonly TurnTrace[] {
  const last = traces.at(-1);
  const continues = last?.turn === turn && !(afresh && last.steps.length > 0);
  if (last !== undefined && continues) return [...traces.slice(0, -1), change(last)];
  return [...traces, change({ id: (last?.id ?? 0) + 1, turn, steps: [], metrics: null })].slice(-MAX_TRACES);
}

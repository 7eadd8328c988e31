import type { ToScreen, ToScreenOf } from '../../core/contract/index.ts';
import { MAX_TRACES, type StaffState, type TurnTrace } from './screen-state.ts';

type StaffMessage = Extract<
  ToScreen,
  {
    type:
      | 'trace'
      | 'metrics'
      | 'staff.signedIn'
      | 'staff.signedOut'
      | 'staff.refused'
      | 'staff.requests'
      | 'staff.draft'
      | 'staff.versions'
      | 'staff.edits'
      | 'staff.unanswered'
      | 'staff.bookings'
      | 'staff.items'
      | 'staff.cases'
      | 'staff.leads'
      | 'staff.import.progress';
  }
>;

export function reduceStaff(staff: StaffState, message: StaffMessage): StaffState {
  switch (message.type) {
    case 'staff.signedIn':
      return { ...staff, signedIn: true, pinSet: true, retryAfterMs: null, ended: null };
    case 'staff.signedOut':
      return { ...signedOut(staff), ended: message.reason };
    case 'staff.refused':
      return { ...staff, signedIn: false, retryAfterMs: message.retryAfterMs };
    case 'staff.requests':
      return { ...staff, requests: message.requests };
    case 'staff.draft':
      return { ...staff, draft: message.draft };
    case 'staff.versions':
      return { ...staff, versions: message.versions };
    case 'staff.edits':
      return { ...staff, edits: message.edits };
    case 'staff.unanswered':
      return { ...staff, unanswered: message.groups };
    case 'staff.bookings':
      return { ...staff, bookings: message.bookings };
    case 'staff.items':
      return { ...staff, items: message };
    case 'staff.cases':
      return { ...staff, cases: message.cases };
    case 'staff.leads':
      return { ...staff, leads: message.leads };
    case 'staff.import.progress':
      return { ...staff, progress: message };
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

/** Nobody is signed in on a screen that has just come. */
export function meetStaff(staff: StaffState, { pinSet, mayChoosePin }: ToScreenOf<'welcome'>['staff']): StaffState {
  return { ...staff, pinSet, pinLate: !pinSet && mayChoosePin === false, signedIn: false };
}

/** Nothing of the venue or its guests stays on a screen that nobody is signed in at. */
function signedOut({ pinSet, retryAfterMs }: StaffState): StaffState {
  return { pinSet, signedIn: false, retryAfterMs, ended: null, progress: null, requests: null, traces: [] };
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

import type { ToScreenOf } from '../../core/contract/index.ts';

const PATHS = { staff: '/staff', calibrate: '/staff/calibrate' } as const;

/** Leaves the guests' page for one of staff's, or loads it anew; the same in both shells. */
export function goTo(to: ToScreenOf<'operator.go'>['to']): void {
  if (to === 'again') location.reload();
  else location.assign(PATHS[to]);
}

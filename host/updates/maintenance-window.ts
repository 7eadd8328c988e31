export interface MaintenanceWindow {
  /** Venue-local "HH:MM". */
  readonly from: string;
  readonly to: string;
}

/** Whether a venue-local time ("2026-11-22T03:10" or "03:10") lies in the window, which may span midnight; from = to is the whole day. */
export function isInWindow({ from, to }: MaintenanceWindow, local: string): boolean {
  const at = local.slice(-5);
  if (from === to) return true;
  return from < to ? at >= from && at < to : at >= from || at < to;
}

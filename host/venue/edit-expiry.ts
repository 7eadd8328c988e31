import type { StaffDesk } from '../../core/kiosk/staff/staff-desk.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { readManifest } from '../../native/sqlite/venue-file.ts';
import { openVenueVersions } from '../../native/sqlite/venue-versions.ts';

const CHECK_EVERY_MS = 20_000;

export interface EditExpiryOptions {
  readonly dataDir: string;
  readonly desk: Pick<StaffDesk, 'expire'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Zone of the published venue; null while there is none. */
  readonly timezone: () => string | null;
  readonly onPublished: () => void;
}

/** Quick edits "until 18:00" end at 18:00, or at the next start of a kiosk that was off then. */
export function startEditExpiry(options: EditExpiryOptions): { close(): void } {
  const { dataDir, desk, clock, log, timezone, onPublished } = options;
  const versions = openVenueVersions(dataDir);
  let known: { readonly version: string; readonly nextEnd: string | null } | null = null;
  let cancel = () => {};

  const nextEnd = (): string | null => {
    const version = versions.current()?.version ?? null;
    if (version === null) return null;
    if (known?.version !== version) {
      const edits = readManifest(versions.pathOf(version)).recipe?.edits ?? [];
      const ends = edits.flatMap(({ edit }) => ('until' in edit && edit.until !== undefined ? [edit.until] : []));
      known = { version, nextEnd: ends.sort()[0] ?? null };
    }
    return known.nextEnd;
  };
  const check = async () => {
    const zone = timezone();
    const end = nextEnd();
    if (zone === null || end === null) return;
    const now = clock.localNow(zone);
    if (end > now) return;
    const version = await desk.expire(now);
    if (version === null) return;
    log.info('quick edits ended', { version });
    onPublished();
  };
  const again = () => {
    cancel = clock.after(CHECK_EVERY_MS, again);
    check().catch((error: unknown) => log.error('quick edits cannot end', { error }));
  };
  again();
  return { close: () => cancel() };
}

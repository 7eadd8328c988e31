import { FoyerError, type LocalDateTime, type ToKiosk, type ToKioskOf, type ToScreen, type UploadChunk } from '../../contract/index.ts';
import type { BookingStore, Log } from '../../ports.ts';
import type { ScreenLink } from '../screen-link.ts';
import { createBookingDesk } from './booking-desk.ts';
import { createDraftCommands, type Done, type RunCommand } from './draft-commands.ts';
import type { StaffDesk } from './staff-desk.ts';
import type { UnansweredStore } from './unanswered.ts';
import { createUploads } from './uploads.ts';

export interface StaffConsoleDeps {
  readonly desk: StaffDesk;
  readonly unanswered: UnansweredStore;
  /** Left out: nothing can be booked here. */
  readonly bookings?: BookingStore;
  /** Recorded in manifests: "staff at Lobby east". */
  readonly by: string;
  /** Venue wall clock. */
  readonly now: () => LocalDateTime;
  readonly log: Log;
  /** To every signed-in staff screen. */
  readonly broadcast: (message: ToScreen) => void;
  /** What guests get changed; resolves when they do get it. */
  readonly onPublished: () => Promise<void>;
}

type Message = Exclude<ToKiosk, { type: 'hello' }>;

/** The venue's data in the staff console. Every message here is from a signed-in staff screen; see screen-link.ts. */
export interface StaffConsole {
  handle(link: ScreenLink, message: Message): void;
  push(link: ScreenLink, chunk: UploadChunk): boolean;
  /** What a screen needs that was just signed in. */
  greet(link: ScreenLink): void;
  leave(link: ScreenLink): void;
  close(): void;
}

/** The screen is told at most this often how far an upload is. */
const TELL_EVERY_BYTES = 512 * 1024;

export function createStaffConsole(deps: StaffConsoleDeps): StaffConsole {
  const { desk, unanswered, by, broadcast } = deps;
  const uploads = createUploads();
  const told = new Map<ScreenLink, number>();

  const run: RunCommand = (link, { seq, type }, work) => {
    work().then(
      (done) => link.signedIn && link.send({ type: 'staff.done', seq, ...done }),
      (error: unknown) => {
        const known = error instanceof FoyerError;
        deps.log[known ? 'info' : 'error']('staff command failed', {
          command: type,
          code: known ? error.code : 'internal',
          ...(known ? {} : { error }),
        });
        if (!link.signedIn) return;
        const remedy = known ? error.remedy : "It is in the kiosk's log.";
        const [code, message] = known ? [error.code, error.message] : ['internal', 'the kiosk failed on this'];
        link.send({ type: 'staff.failed', seq, code, message, ...(remedy === undefined ? {} : { remedy }) });
      },
    );
  };

  const tellDraft = async (to: (message: ToScreen) => void = broadcast) => to({ type: 'staff.draft', draft: await desk.draft() });
  const tellVersions = async (to: (message: ToScreen) => void = broadcast) =>
    to({ type: 'staff.versions', versions: [...(await desk.versions())] });
  const tellEdits = async (to: (message: ToScreen) => void = broadcast) => to({ type: 'staff.edits', edits: [...(await desk.edits())] });
  const unansweredNow = (): ToScreen => ({ type: 'staff.unanswered', groups: [...unanswered.groups()] });
  const tellPublished = async () => {
    await deps.onPublished();
    await tellVersions();
    await tellEdits();
    await tellDraft();
  };
  const drafts = createDraftCommands({ desk, by, run, tellDraft });
  const bookings = deps.bookings === undefined ? null : createBookingDesk({ ...deps, bookings: deps.bookings, run });

  const importUpload = async (link: ScreenLink, { uploadId }: ToKioskOf<'staff.upload.end'>) => {
    const files = uploads.end(link, uploadId);
    await desk.importFiles(files, by, (progress) => link.signedIn && link.send({ type: 'staff.import.progress', uploadId, ...progress }));
    await tellDraft();
    return undefined;
  };

  const edit = async ({ edit: wanted }: ToKioskOf<'staff.edit'>): Promise<Done> => {
    const { version, editId, warnings } = await desk.edit(wanted, by, deps.now());
    deps.log.info('quick edit published', { kind: wanted.kind, version });
    if (wanted.kind === 'faq.add' && wanted.groupId !== undefined) unanswered.dismiss(wanted.groupId);
    await tellPublished();
    return { version, editId, warnings: [...warnings] };
  };

  const published = (what: string, work: () => Promise<string>) => async (): Promise<Done> => {
    const version = await work();
    deps.log.info(what, { version });
    await tellPublished();
    return { version };
  };

  const handle = (link: ScreenLink, message: Message) => {
    switch (message.type) {
      case 'staff.upload.begin':
        told.delete(link);
        return run(link, message, async () => void uploads.begin(link, message));
      case 'staff.upload.end':
        return run(link, message, () => importUpload(link, message));
      case 'staff.upload.cancel':
        return run(link, message, async () => void uploads.cancel(link));
      case 'staff.publish':
        return run(
          link,
          message,
          published('venue published by staff', () => desk.publish({ by, revision: message.revision })),
        );
      case 'staff.rollback':
        return run(
          link,
          message,
          published('venue rolled back by staff', () => desk.rollback(message.version, by)),
        );
      case 'staff.edit':
        return run(link, message, () => edit(message));
      case 'staff.edit.undo':
        return run(
          link,
          message,
          published('quick edit undone', () => desk.undo(message.editId, by)),
        );
      case 'staff.versions':
        return run(link, message, async () => void (await tellVersions(link.send)));
      case 'staff.edits':
        return run(link, message, async () => void (await tellEdits(link.send)));
      case 'staff.find':
        return run(link, message, async () => {
          const { total, items } = await desk.find(message.kind, message.text, deps.now());
          link.send({ type: 'staff.found', seq: message.seq, kind: message.kind, total, items: [...items] });
          return undefined;
        });
      case 'staff.unanswered':
        return run(link, message, async () => void link.send(unansweredNow()));
      case 'staff.unanswered.dismiss':
        return run(link, message, async () => void unanswered.dismiss(message.groupId));
      case 'staff.bookings':
        return bookings?.list(link, message);
      case 'staff.booking.cancel':
        return bookings?.cancel(link, message);
      default:
        return drafts(link, message);
    }
  };

  const stopWatching = unanswered.watch(() => broadcast(unansweredNow()));
  return {
    handle,
    push(link, chunk) {
      const progress = uploads.push(link, chunk);
      if (progress === null) return false;
      if (progress.done === progress.of || progress.done - (told.get(link) ?? 0) >= TELL_EVERY_BYTES) {
        told.set(link, progress.done);
        link.send({ type: 'staff.import.progress', uploadId: chunk.uploadId, phase: 'receiving', ...progress });
      }
      return true;
    },
    greet(link) {
      link.send(unansweredNow());
      bookings?.greet(link);
      const failed = (error: unknown) => deps.log.error('staff console cannot read the venue', { error });
      for (const tell of [tellDraft, tellVersions, tellEdits]) tell((message) => link.signedIn && link.send(message)).catch(failed);
    },
    leave(link) {
      uploads.cancel(link);
      told.delete(link);
    },
    close() {
      stopWatching();
      bookings?.close();
    },
  };
}

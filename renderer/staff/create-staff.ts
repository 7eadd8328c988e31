import type { Connection, LocalDateTime, Locale, RequestRow } from '../../core/contract/index.ts';
import { createGuest, type Guest } from '../guest/create-guest.ts';
import type { CreateDevices } from '../guest/devices.ts';
import { createKioskClient, type KioskClient } from '../kiosk-client.ts';
import { createNotices, type Notices } from '../parts/notices.ts';
import { createValue, type Value } from '../parts/value.ts';
import { createStore, type ScreenStore } from '../store/create-store.ts';
import { type CommandDesk, createCommandDesk, type Failure } from './command-desk.ts';
import { createUploader, type Uploader } from './data/uploader.ts';
import { createArrivals } from './now/arrivals.ts';
import { createChime } from './now/chime.ts';
import { readSettings, type StaffSettings, writeSettings } from './settings.ts';

export interface Staff {
  readonly store: ScreenStore;
  readonly desk: Pick<CommandDesk, 'run' | 'ask'>;
  readonly uploader: Uploader;
  readonly notices: Notices;
  readonly settings: Value<StaffSettings>;
  /** Requests that came in just now, for a while. */
  readonly fresh: Value<readonly string[]>;
  /** A guest screen on the draft, over a link of its own; the caller closes it. */
  openPreview(options: PreviewOptions): Guest;
  signIn(pin: string): void;
  signOut(): void;
  /** The kiosk let this screen in before, and will again as soon as it is back. */
  remembered(): boolean;
  setLocale(locale: Locale): void;
  setSound(on: boolean): void;
  /** @param note to the guest. */
  updateRequest(requestId: string, status: Exclude<RequestRow['status'], 'waiting'>, note?: string): void;
  /** Any sign of life: keeps the sign-in. */
  touched(): void;
  close(): void;
}

export interface PreviewOptions {
  /** The clock stands there; null: the real time. */
  readonly now: LocalDateTime | null;
  readonly createDevices: CreateDevices;
  readonly onOpened: () => void;
  /** The kiosk lets no preview in; it is tried again. */
  readonly onFailure: (failure: Failure) => void;
}

export interface StaffOptions {
  readonly open: () => Promise<Connection>;
  readonly nowMs: () => number;
  readonly after: (delayMs: number, callback: () => void) => () => void;
  readonly random: () => number;
  readonly onProblem: (what: string) => void;
}

const TOUCH_EVERY_MS = 30_000;
const FRESH_MS = 60_000;

/** The staff console without its pictures: link, store, commands. */
export function createStaff(options: StaffOptions): Staff {
  const store = createStore();
  const chime = createChime();
  const settings = createValue(readSettings());
  const fresh = createValue<readonly string[]>([]);
  const arrived = createArrivals();
  let offered: string | null = null;
  let accepted: string | null = null;
  let touchedAtMs = Number.NEGATIVE_INFINITY;

  const desk = createCommandDesk((command) => client.sendNumbered(command));
  const client: KioskClient = createKioskClient({
    ...options,
    role: 'staff',
    onLink: (link) => {
      if (link !== 'online') desk.lost();
      store.dispatch({ type: 'link', link });
    },
    onSpeech: () => {},
    onMessage: (message) => {
      store.dispatch({ type: 'received', message, atMs: options.nowMs() });
      desk.receive(message);
      if (message.type === 'staff.signedIn') {
        accepted = offered;
        for (const type of ['staff.draft.get', 'staff.versions', 'staff.edits', 'staff.unanswered'] as const) client.send({ type });
      }
      if (message.type === 'staff.refused' || message.type === 'staff.signedOut') offered = accepted = null;
      // A restart of the kiosk must not send staff back to the door.
      if (message.type === 'welcome' && accepted !== null) client.send({ type: 'staff.signIn', pin: accepted });
      if (message.type === 'staff.requests') welcomeRequests(arrived(message.requests));
    },
  });
  const welcomeRequests = (ids: readonly string[]) => {
    if (ids.length === 0) return;
    fresh.set([...fresh.get(), ...ids]);
    if (settings.get().sound) chime.ring();
    options.after(FRESH_MS, () => fresh.set(fresh.get().filter((id) => !ids.includes(id))));
  };
  const change = (patch: Partial<StaffSettings>) => {
    settings.set({ ...settings.get(), ...patch });
    writeSettings(settings.get());
  };

  return {
    store,
    desk,
    settings,
    fresh,
    openPreview: ({ now, createDevices, onOpened, onFailure }) =>
      createGuest({
        ...options,
        createDevices,
        preview: async () => {
          const answer = await desk.ask({ type: 'staff.preview.open' }, 'staff.preview');
          if (!answer.ok) {
            onFailure(answer);
            throw new Error(answer.message);
          }
          onOpened();
          return { token: answer.token, ...(now !== null && { now }) };
        },
      }),
    uploader: createUploader({ desk, link: client, wait: (delayMs) => new Promise((done) => options.after(delayMs, done)) }),
    notices: createNotices(options.after),
    signIn: (entered) => {
      offered = entered;
      client.send({ type: 'staff.signIn', pin: entered });
    },
    signOut: () => {
      offered = accepted = null;
      client.send({ type: 'staff.signOut' });
    },
    remembered: () => accepted !== null,
    setLocale: (locale) => change({ locale }),
    setSound: (sound) => {
      change({ sound });
      if (sound) chime.ring();
    },
    updateRequest: (requestId, status, note) =>
      client.send({ type: 'staff.request.update', requestId, status, ...(note === undefined ? {} : { note }) }),
    touched: () => {
      if (!store.get().staff.signedIn || options.nowMs() - touchedAtMs < TOUCH_EVERY_MS) return;
      touchedAtMs = options.nowMs();
      client.send({ type: 'staff.touch' });
    },
    close: () => {
      client.close();
      chime.close();
    },
  };
}

import type { FindingView, Found, ToScreen } from '../../core/contract/index.ts';
import { createNotices, type Notice } from '../parts/notices.ts';
import { createValue } from '../parts/value.ts';
import type { CommandDesk } from '../staff/command-desk.ts';
import type { Staff } from '../staff/create-staff.ts';
import type { UploadState } from '../staff/data/uploader.ts';
import type { ScreenStore } from '../store/create-store.ts';

/** What a gallery state of the console adds to its messages. */
export interface StaffGallery {
  /** Section of the console; left out: "now". */
  readonly path?: string;
  readonly locale?: string;
  readonly upload?: UploadState;
  readonly fresh?: readonly string[];
  readonly found?: readonly Found[];
  readonly notices?: readonly Omit<Notice, 'id'>[];
  /** Presses these, in order, by their data-testid. */
  readonly press?: readonly string[];
}

/** A console with nobody behind it: commands succeed, lists answer from the state's own draft. */
export function createGalleryStaff(store: ScreenStore, state: StaffGallery): Staff {
  const nothing = () => {};
  const notices = createNotices(() => nothing);
  for (const notice of state.notices ?? []) notices.show(notice);
  return {
    store,
    desk: createGalleryDesk(store, state),
    uploader: {
      state: createValue<UploadState>(state.upload ?? { step: 'idle' }),
      start: async () => {},
      cancel: nothing,
      dismiss: nothing,
    },
    notices,
    settings: createValue({ locale: state.locale ?? 'en', sound: true }),
    fresh: createValue(state.fresh ?? []),
    openPreview: () => {
      throw new Error('the gallery has no kiosk to preview');
    },
    signIn: nothing,
    signOut: nothing,
    remembered: () => false,
    setLocale: nothing,
    setSound: nothing,
    updateRequest: nothing,
    touched: nothing,
    close: nothing,
  };
}

function createGalleryDesk(store: ScreenStore, state: StaffGallery): Pick<CommandDesk, 'run' | 'ask'> {
  return {
    run: async () => ({ ok: true, type: 'staff.done', seq: 0 }),
    ask: async (question, type) => ({ ...answer(store, state, question), type, seq: 0, ok: true }) as never,
  };
}

function answer(store: ScreenStore, state: StaffGallery, question: { readonly type: string }): Partial<ToScreen> & object {
  const draft = store.get().staff.draft ?? null;
  const severity = 'severity' in question ? question.severity : undefined;
  const page = <T>(items: readonly T[]) => ({ items: [...items], total: items.length, offset: 0, revision: 0 }) as object;
  switch (question.type) {
    case 'staff.draft.findings':
      return page((draft?.findings.items ?? []).filter((finding: FindingView) => severity === undefined || finding.severity === severity));
    case 'staff.draft.changes':
      return page(draft?.changes.items ?? []);
    case 'staff.find':
      return page(state.found ?? []);
    default:
      return {};
  }
}

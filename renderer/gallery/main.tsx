import { createRoot } from 'react-dom/client';
import type { AccessCommand, ToScreen } from '../../core/contract/index.ts';
import { changedBy } from '../access/access-state.ts';
import { CalibrationApp } from '../calibration/calibration-app.tsx';
import type { CalibrationPage, CalibrationView } from '../calibration/create-calibration-page.ts';
import type { Guest } from '../guest/create-guest.ts';
import type { Position } from '../guest/devices.ts';
import { GuestApp } from '../guest/guest-app.tsx';
import { StaffApp } from '../staff/staff-app.tsx';
import { createStore, type ScreenStore } from '../store/create-store.ts';
import type { GuestUi } from '../store/screen-state.ts';
import '../styles/index.css';
import { Contents } from './contents.tsx';
import { createGalleryStaff } from './gallery-staff.ts';
import { type GalleryState, STATES } from './states.ts';
import { galleryLook } from './themes.ts';

/** Every state of the screens, played from scripted messages: /gallery.html?state=NAME. */
function play(state: GalleryState): ScreenStore {
  const store = createStore();
  store.dispatch({ type: 'mic', state: state.mic ?? 'on' });
  for (const message of state.messages) store.dispatch({ type: 'received', message: dressed(message), atMs: performance.now() });
  if (state.ui !== undefined) store.dispatch({ type: 'ui', patch: state.ui });
  if (state.link !== undefined) store.dispatch({ type: 'link', link: state.link });
  return store;
}

let params = new URLSearchParams(location.search);
// For pictures time stands still: a count-down shows the same number however long the machine takes.
if (params.has('still')) {
  const now = performance.now();
  performance.now = () => now;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before, *::after { animation: none !important; transition: none !important; }');
  document.adoptedStyleSheets.push(sheet);
}

/** In the theme, light and language that the address names. */
function dressed(message: ToScreen): ToScreen {
  const locale = params.get('locale');
  if (message.type === 'welcome') {
    const look = galleryLook(params.get('theme'), params.get('light') === 'day' ? 'day' : 'night', params.get('model'));
    return { ...message, look, ...(locale === null ? {} : { locale, locales: ['en', 'de', locale] }) };
  }
  if (locale === null || message.type !== 'session.started') return message;
  return { ...message, session: { ...message.session, locale } };
}

/** What was read out, for tests of the audio mode. */
const said: string[] = [];

/** As if the first sentence were being said, over and over. */
function spoken({ messages }: GalleryState): Position | null {
  const first = messages.find((message) => message.type === 'speech.sentence');
  return first === undefined ? null : { turn: first.turn, sentence: first.sentence, ms: performance.now() % (first.durationMs + 400) };
}

/** A guest screen with nobody behind it: only what changes the picture does anything. */
function createGalleryGuest(state: GalleryState): Guest {
  const store = play(state);
  const ui = (patch: Partial<GuestUi>) => store.dispatch({ type: 'ui', patch });
  const nothing = () => {};
  return {
    store,
    position: () => (params.has('speak') ? spoken(state) : (state.position ?? null)),
    level: () => state.level ?? 0,
    close: nothing,
    actions: {
      begin: nothing,
      ask: nothing,
      stopSpeaking: nothing,
      startOver: nothing,
      stillHere: nothing,
      requestHelp: nothing,
      answerConsent: nothing,
      consentLater: nothing,
      enterPin: nothing,
      cancelPin: nothing,
      speakPin: nothing,
      changePin: nothing,
      openMemory: nothing,
      closeMemory: nothing,
      deleteMemory: nothing,
      correctMemory: nothing,
      pauseMemory: nothing,
      exportMemory: nothing,
      linkElsewhere: nothing,
      eraseMemory: nothing,
      answerMemory: nothing,
      dismissHint: nothing,
      openOperator: nothing,
      closeOperator: nothing,
      operate: nothing,
      reconnect: nothing,
      touched: nothing,
      gesture: nothing,
      setLocale: (locale) => store.dispatch({ type: 'received', message: { type: 'locale.changed', locale }, atMs: 0 }),
      talk: (talking) => ui({ talking }),
      setMuted: (micMuted) => ui({ micMuted }),
      setSpeech: (speechOn) => ui({ speechOn }),
      access: (command) => (command === 'panel' ? ui({ panel: 'access' }) : ui({ access: changedBy(store.get().ui.access, command) })),
      readOut: (text) => said.push(text),
      open: (panel) => ui({ panel }),
      setDraft: (draft) => ui({ draft }),
      type: nothing,
      scan: (_video, onState) => {
        onState('ready');
        return nothing;
      },
    },
  };
}

function createGalleryCalibration(store: ScreenStore, view: CalibrationView): CalibrationPage {
  const nothing = () => {};
  return { store, view: () => view, subscribe: () => nothing, signIn: nothing, again: nothing, save: nothing, close: nothing };
}

/** Longer than an answer takes to be drawn. */
const PRESS_EVERY_MS = 250;

const name = params.get('state');
const state = name === null ? undefined : STATES[name];
const element = document.getElementById('root');
if (element === null) throw new Error('the page has no #root');
const root = createRoot(element);
if (state === undefined) root.render(<Contents names={Object.keys(STATES)} />);
else if (state.calibration !== undefined) {
  root.render(<CalibrationApp page={createGalleryCalibration(play(state), state.calibration)} />);
} else if (state.staff !== undefined) {
  history.replaceState(null, '', `/staff/${state.staff.path ?? ''}`);
  root.render(<StaffApp staff={createGalleryStaff(play(state), state.staff)} />);
  for (const [i, testId] of (state.staff.press ?? []).entries()) {
    setTimeout(() => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.click(), PRESS_EVERY_MS * (i + 1));
  }
} else root.render(<GuestApp guest={createGalleryGuest(state)} />);
/** A screen that is shown again begins anew. */
let shows = 0;
/** Tests go through states and modes without loading the page anew: `foyerGallery.show('place', ['contrast-on'])`. */
Object.assign(globalThis, {
  foyerGallery: {
    guestStates: Object.keys(STATES).filter((one) => STATES[one]?.staff === undefined && STATES[one]?.calibration === undefined),
    said,
    show(wanted: string, commands: readonly AccessCommand[], query?: string) {
      const shown = STATES[wanted];
      if (shown === undefined) throw new Error(`the gallery has no "${wanted}"`);
      if (query !== undefined) params = new URLSearchParams(query);
      // The look of the screen before is none of this one's.
      localStorage.clear();
      const guest = createGalleryGuest(shown);
      for (const command of commands) guest.actions.access(command);
      said.length = 0;
      root.render(<GuestApp key={`${wanted} ${commands} ${shows++}`} guest={guest} />);
    },
  },
});
if (params.has('still')) document.documentElement.dataset.still = 'true';
document.fonts.ready.then(() => {
  document.documentElement.dataset.ready = 'true';
});

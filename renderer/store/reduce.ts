import type { MicState, ToScreen } from '../../core/contract/index.ts';
import { reduceMessage } from './reduce-message.ts';
import type { GuestUi, LinkState, ScreenState } from './screen-state.ts';

export type Action =
  | { readonly type: 'received'; readonly message: ToScreen; readonly atMs: number }
  | { readonly type: 'link'; readonly link: LinkState }
  | { readonly type: 'mic'; readonly state: MicState }
  | { readonly type: 'ui'; readonly patch: Partial<GuestUi> }
  | { readonly type: 'consent.answered' }
  | { readonly type: 'hint.dismissed' };

export function reduce(state: ScreenState, action: Action): ScreenState {
  switch (action.type) {
    case 'received':
      return reduceMessage(state, action.message, action.atMs);
    case 'link':
      return onLink(state, action.link);
    case 'mic':
      return state.mic === action.state ? state : { ...state, mic: action.state };
    case 'ui':
      return { ...state, ui: { ...state.ui, ...action.patch } };
    case 'consent.answered':
      return { ...state, consentTextVersion: null };
    case 'hint.dismissed':
      return { ...state, badgeHint: null, faultHint: null, hearingHint: null };
  }
}

function onLink(state: ScreenState, link: LinkState): ScreenState {
  if (state.link === link) return state;
  // Whoever stands at the operator's door begins anew with the link.
  const ui: GuestUi = state.ui.panel === 'operator' ? { ...state.ui, panel: 'none' } : state.ui;
  if (link === 'online') return { ...state, link, ui };
  // Nothing that depends on the kiosk's timers may linger while it cannot be heard.
  return {
    ...state,
    link,
    ui,
    operator: null,
    activity: 'idle',
    partial: '',
    idleEndsAtMs: null,
    // Sent again with the link, to whoever is the kiosk's screen then.
    pin: null,
    memory: null,
    staff: { ...state.staff, signedIn: false, requests: null },
  };
}

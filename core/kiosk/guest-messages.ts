import type { Locale, ToKiosk, ToKioskOf } from '../contract/index.ts';
import type { Log } from '../ports.ts';
import type { AccessDesk } from './access-desk.ts';
import type { GuestDesk } from './guest-desk.ts';
import type { Question } from './guest-session.ts';
import type { IdleTimer } from './idle-timer.ts';
import { kioskMessages } from './messages.ts';
import type { EndReason, Sessions } from './sessions.ts';
import type { VoicePath } from './voice-path.ts';

export interface GuestMessagesDeps {
  readonly sessions: Sessions;
  readonly voice: VoicePath;
  readonly idle: IdleTimer;
  readonly desk: GuestDesk;
  readonly access: AccessDesk;
  readonly log: Log;
  readonly ask: (question: Question) => void;
  readonly end: (reason: EndReason) => void;
}

/** What no guest has done. */
const OF_THE_MACHINE: ReadonlySet<ToKiosk['type']> = new Set(['mic.state', 'speech.say', 'camera.state', 'playback']);

/** What each message of the guest's screen does. */
export function createGuestMessages(deps: GuestMessagesDeps): (message: Exclude<ToKiosk, { type: 'hello' }>) => void {
  const { sessions, voice, idle, desk, access, log, ask, end } = deps;
  const { speaker } = voice;

  const onMicState = ({ state }: ToKioskOf<'mic.state'>) => {
    log.info('microphone', { state });
    if (state !== 'on') voice.reset();
  };

  const talk = (on: boolean) => {
    if (on) sessions.start().interrupt();
    voice.talk(on);
  };

  const helpQuestion = (locale: Locale): Question => ({ text: kioskMessages(locale)('help.question'), source: 'help' });

  return (message) => {
    if (sessions.current !== null && !OF_THE_MACHINE.has(message.type)) idle.touch();
    switch (message.type) {
      case 'session.start':
        return void sessions.start();
      case 'session.end':
        return end('guest');
      case 'session.touch':
        return;
      case 'text.submit':
        return ask({ text: message.text, source: message.source });
      case 'talk':
        return talk(message.on);
      case 'access.set':
        return access.set(message);
      case 'speech.say':
        return access.say(message);
      case 'speech.stop':
        return sessions.current?.interrupt();
      case 'speech.enable':
        speaker.setEnabled(message.enabled);
        if (!message.enabled) speaker.stop();
        return;
      case 'playback':
        return speaker.playback(message);
      case 'badge.scan':
        return void desk.badge.scan(message.payload).catch((error: unknown) => log.error('badge scan failed', { error }));
      case 'consent.answer':
        return desk.badge.consent.answer(message.remember);
      case 'consent.later':
        return desk.badge.consent.later();
      case 'guest.pin.enter':
        return void desk.pin.enter(message.pin);
      case 'guest.pin.cancel':
        return desk.pin.cancel();
      case 'guest.pin.speak':
        return desk.pin.speak();
      case 'guest.pin.change':
        return desk.pin.change();
      case 'memory.open':
        return desk.memory.show();
      case 'memory.close':
        return desk.memory.close();
      case 'memory.delete':
        return desk.memory.remove(message.id);
      case 'memory.correct':
        return desk.memory.correct(message.id, message.value);
      case 'memory.pause':
        return desk.memory.pause(message.paused);
      case 'memory.export':
        return desk.memory.takeAlong(message.format);
      case 'memory.link':
        return desk.memory.linkElsewhere();
      case 'memory.erase':
        return desk.memory.erase();
      case 'memory.answer':
        return desk.memory.answer(message.yes);
      case 'locale.set':
        return sessions.setLocale(message.locale);
      case 'help.request':
        return ask(helpQuestion(sessions.locale));
      case 'mic.state':
        return onMicState(message);
      case 'camera.state':
        return;
    }
  };
}

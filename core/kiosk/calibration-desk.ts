import { FoyerError, type MicFrame, type ToKiosk } from '../contract/index.ts';
import { createSegmenter } from '../voice/segmenter.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { createListener, type Listener } from './listener.ts';
import type { ScreenLink } from './screen-link.ts';

/** An operator tries out the microphone: what it brings is transcribed for them alone, and asks the concierge nothing. */
export interface CalibrationDesk {
  handle(link: ScreenLink, message: Exclude<ToKiosk, { type: 'hello' }>): void;
  push(link: ScreenLink, frame: MicFrame): void;
  leave(link: ScreenLink): void;
}

export function createCalibrationDesk(
  deps: Pick<KioskDeps, 'config' | 'clock' | 'log' | 'parts' | 'maxUtteranceMs' | 'saveNearField'>,
): CalibrationDesk {
  const { turnTaking } = deps.config;
  let { minRms } = turnTaking.nearField;
  /** One operator at a time; a newer one takes over. */
  let ear: { readonly link: ScreenLink; readonly listener: Listener } | null = null;

  const listenFor = (link: ScreenLink): Listener => {
    const nothing = () => {};
    return createListener({
      // Without the gate: whoever sets it has to hear what it would keep out.
      segmenter: createSegmenter({
        turnTaking: { ...turnTaking, nearField: { enabled: false, minRms: 0 } },
        ...(deps.maxUtteranceMs === undefined ? {} : { maxUtteranceMs: deps.maxUtteranceMs }),
      }),
      stt: deps.parts.hearing,
      locale: () => deps.config.locales.find((locale) => deps.parts.hearing()?.languages.includes(locale)) ?? 'en',
      clock: deps.clock,
      log: deps.log,
      onHearing: nothing,
      onPartial: nothing,
      onExpected: nothing,
      onUnexpected: nothing,
      onInterruption: nothing,
      onHeard: ({ transcript }) => link.send({ type: 'staff.heard', text: transcript.heard, avgLogprob: transcript.avgLogprob }),
      onNothing: () => link.send({ type: 'staff.heard', text: '', avgLogprob: 0 }),
    });
  };

  const leave = (link: ScreenLink) => {
    if (ear?.link !== link) return;
    ear.listener.reset();
    ear = null;
  };

  const save = (link: ScreenLink, next: number) => {
    try {
      if (deps.saveNearField === undefined)
        throw new FoyerError('this kiosk has no configuration file', { fault: 'operator', code: 'no-config' });
      deps.saveNearField(next);
      minRms = next;
      deps.log.info('near-field gate saved', { minRms });
      link.send({ type: 'staff.calibration', minRms, saved: true });
    } catch (error) {
      deps.log.error('near-field gate not saved', { error });
      link.send({ type: 'staff.calibration', minRms, saved: false, problem: error instanceof Error ? error.message : String(error) });
    }
  };

  return {
    handle(link, message) {
      if (message.type === 'staff.calibration.save') return save(link, message.minRms);
      if (message.type !== 'staff.listen') return;
      if (ear !== null) leave(ear.link);
      if (!message.on) return;
      ear = { link, listener: listenFor(link) };
      link.send({ type: 'staff.calibration', minRms, saved: false });
    },
    push: (link, frame) => ear?.link === link && ear.listener.push(frame),
    leave,
  };
}

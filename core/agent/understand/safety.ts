import { dangerElsewhere } from '../guard/danger-elsewhere.ts';
import { LANGUAGES } from './languages/languages.ts';

export type Danger = 'medical' | 'fire' | 'threat' | 'distress';

const ORDER: readonly Danger[] = ['distress', 'medical', 'fire', 'threat'];
const emergencies = LANGUAGES.flatMap(({ emergency }) => emergency ?? []);

function anyOf(sources: readonly string[], around: (source: string) => string): RegExp {
  return new RegExp(around(sources.join('|')));
}

/** Danger to life or health in any language, misspelt as a recogniser might; looked for before anything else. */
const DANGERS = ORDER.map((danger): readonly [Danger, RegExp] => [
  danger,
  anyOf(
    emergencies.map(({ dangers }) => dangers[danger]),
    (all) => `\\b(${all})\\b`,
  ),
]);

/** "I need a doctor" is danger, "is there a doctor on site" or "where is the defibrillator" a question. */
const ONLY_ASKING = anyOf(
  emergencies.map(({ only }) => `(${only.asks}).*(${only.about})`),
  (all) => `^(${all})`,
);
const BARE_EMERGENCY = anyOf(
  emergencies.map(({ bare }) => bare),
  (all) => `^(${all})$`,
);
/** "What happens in a medical emergency?" asks ahead; with somebody down or hurt it does not. */
const ASKING_AHEAD = anyOf(
  emergencies.map(({ ahead }) => ahead),
  (all) => `^(${all})`,
);
const HAPPENING = anyOf(
  emergencies.map(({ happening }) => happening),
  (all) => `\\b(${all})\\b`,
);
const INFORMATION = anyOf(
  emergencies.map(({ information }) => information),
  (all) => `\\b(${all})\\b`,
);

/** A talk about danger is none; only the words that tell its subject are left out, so that danger beside it is still seen. */
const SUBJECT =
  /\b(?:talks?|sessions?|lectures?|workshops?|panels?|exhibits?|exhibitions?|films?|movies?|books?|vortrag|vortrage|kurse?|ausstellung|conferences?|expositions?|ateliers?|charlas?|conferencias?|exposicion|taller(?:es)?|conferenz[ae]|mostra|laboratori[oi]) (?:\w+ ){0,2}?(?:about|on|of|for|uber|zu|zum|zur|sur|sobre|su|sul|sull|sulla|de|del|di) (?:the |a |an |den |die |das |el |la |los |las |l )?(?:\w+ )?\w+(?: (?:prevention|control|pravention|prevencion|prevenzione))?/g;

/** @param asked the same sentence in all the ways it was read, the last as it was said; danger in one of them is danger. */
export function dangerIn(...asked: readonly string[]): Danger | null {
  const said = asked.map((text) => text.replaceAll(SUBJECT, ' ').trim());
  if (
    said.some((text) => ONLY_ASKING.test(text)) ||
    (said.some((text) => ASKING_AHEAD.test(text)) && !said.some((text) => HAPPENING.test(text)))
  )
    return null;
  if (said.some((text) => BARE_EMERGENCY.test(text))) return 'medical';
  const danger = DANGERS.find(([, pattern]) => said.some((text) => pattern.test(text)))?.[0];
  // Of what was read into English, the words that make it a mere question are gone.
  return danger ?? dangerElsewhere(said.at(-1) ?? '');
}

/** Asks what to do in an emergency, without being in one. */
export function asksAboutEmergency(...said: readonly string[]): boolean {
  return said.some((text) => INFORMATION.test(text));
}

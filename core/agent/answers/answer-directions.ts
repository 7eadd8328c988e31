import type { RouteView } from '../../contract/index.ts';
import type { DirectionsData } from '../../tools/directions.ts';
import { metres, onFloor } from '../../tools/speech-words.ts';
import { textIn } from '../../venue/model.ts';
import type { Thing } from '../dialogue.ts';
import { openingSentence } from './answer-places.ts';
import { type Asked, nothingFound, type Reply } from './reply.ts';
import { EASILY_SAID, firstSentences, withStop } from './shorten.ts';

/** Aloud two sentences: where it is, and how to set out. Every step is on the card. */
export function answerDirections(data: DirectionsData, asked: Asked): Reply {
  const { aspect, context } = asked;
  const { t } = context;
  const { to, route } = data;
  if (to === null) return nothingFound(t('dir.unknown', { asked: data.asked }), data.asked);
  const focus: Thing[] = [{ kind: 'place', id: to.id, name: to.name }];
  const opening = openingSentence(data.opening, context);
  if (data.here) {
    const floor = onFloor(to.floorName, context);
    const sentence = aspect === 'where' ? t('dir.youAreHere', { place: to.name, floor }) : t('dir.here', { place: to.name });
    return { sentences: [sentence], outcome: 'answered', chips: ['chip.toilet', 'chip.whatsOn', 'chip.staff'], focus };
  }
  if (route === null) {
    // A programme brought in without a plan of the house has one floor that says nothing.
    const unmapped = context.know.venue.edges.length === 0;
    const why = data.onlyWithSteps ? t('dir.noStepFree') : t('dir.noRoute');
    return {
      sentences: unmapped
        ? [...whereabouts(to, context), t('dir.noMap', { place: to.name })].slice(0, 2)
        : [t('dir.atNoRoute', { place: to.name, floor: onFloor(to.floorName, context) }), why],
      outcome: 'answered',
      chips: ['chip.staff', 'chip.whatsOn'],
      focus,
    };
  }
  const onlyNamed = aspect === 'info' || aspect === 'exists';
  const then = onlyNamed && opening.length > 0 ? opening : wayText(route.steps, context);
  return {
    sentences: [whereText(data, route, asked), ...then],
    outcome: 'answered',
    chips: onlyNamed ? ['chip.wayThere', 'chip.openUntil', 'chip.whatsOn'] : ['chip.openUntil', 'chip.stepFree', 'chip.whatsOn'],
    focus,
  };
}

/** What is known of where it is, without a map: its floor, and what its description says. */
function whereabouts(to: NonNullable<DirectionsData['to']>, context: Asked['context']): string[] {
  const description = textIn(context.know.places.get(to.id)?.description, context.locale);
  return [
    ...(to.floorName === '' ? [] : [context.t('dir.atNoRoute', { place: to.name, floor: onFloor(to.floorName, context) })]),
    ...(description === '' ? [] : [withStop(firstSentences(description, 1, 160))]),
  ];
}

function whereText({ to, fromName }: DirectionsData, route: RouteView, { aspect, context }: Asked): string {
  const { t, preferences } = context;
  const values = { place: to?.name ?? '', floor: onFloor(to?.floorName ?? '', context), metres: metres(route.distanceM) };
  if (aspect === 'far') return t('dir.minutes', { ...values, minutes: Math.max(1, Math.round(route.durationS / 60)) });
  if (fromName !== null) return t('dir.atFrom', { ...values, from: fromName });
  return t(preferences.stepFree && route.stepFree ? 'dir.atStepFree' : 'dir.at', values);
}

/** How to set out, and the one thing not to miss: the change of floor, else the last turn. */
function wayText(steps: RouteView['steps'], { t }: Asked['context']): string[] {
  const [start] = steps;
  if (start === undefined) return [];
  const arrival = steps.find((step) => step.icon === 'arrive');
  const change = steps.find((step) => ['lift', 'stairs', 'escalator'].includes(step.icon));
  const decisive = change ?? steps.findLast((step) => step !== start && step !== arrival);
  const end = arrival === undefined || arrival === start || change !== undefined ? undefined : lowerFirst(arrival.text);
  const first = start.text;
  const next = decisive === undefined || decisive === start ? undefined : lowerFirst(decisive.text);
  if (next === undefined) return [end === undefined ? `${first}.` : t('dir.startEnd', { start: first, end })];
  const whole = end === undefined ? null : t('dir.startThenEnd', { start: first, next, end });
  return [whole !== null && whole.length <= EASILY_SAID ? whole : t('dir.startThen', { start: first, next })];
}

/** Steps begin with a verb; names that begin a step keep their capital. */
function lowerFirst(step: string): string {
  return /^(Turn|Take|Go|Bear|You|Gehen|Biegen|Halten|Fahren|Nehmen|Drehen|Links|Rechts|Geradeaus|Tournez|Prenez|Allez|Faites|Serrez|Sur|Droit|Vous|Continuez|Gire|Siga|Dé|Manténgase|Tome|A|Enfrente|Ha|Continúe|Giri|Si|Vada|Tenga|Prenda|Alla|Davanti|È|Prosegua) /.test(
    step,
  )
    ? step.charAt(0).toLowerCase() + step.slice(1)
    : step;
}

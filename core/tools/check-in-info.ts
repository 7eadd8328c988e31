import { z } from 'zod';
import type { Faq } from '../venue/model.ts';
import { textIn } from '../venue/model.ts';
import { fold, foldedWords } from '../venue/search/fold.ts';
import type { ServiceView } from './hotel-service.ts';
import { serviceView } from './hotel-service.ts';
import { texts } from './knowledge.ts';
import { defineTool, type ToolContext } from './tool.ts';
import { floorName, hoursText, openingOf, placeName, placeView } from './views.ts';

export const checkInInfoInput = z.object({});

export interface CheckInInfoData {
  /** The venue's own words on arriving; exact ones are said as they are. */
  readonly answers: readonly { readonly id: string; readonly question: string; readonly answer: string; readonly exact: boolean }[];
  /** Where to check in. */
  readonly place: { readonly id: string; readonly name: string; readonly floorName: string; readonly hours: string | undefined } | null;
  readonly services: readonly ServiceView[];
}

/** Of arriving, in the kiosk's languages; of leaving, which is another matter. */
const ARRIVING =
  /\b(check(ing)?[ -]?in|arriv(e|al|ing)|registration|register|accreditation|einchecken|anreise|ankunft|anmeldung|registrierung|akkreditierung|arrivee|enregistrement|accueil|inscription|llegada|registro|facturacion|arrivo|registrazione|accettazione)\b/;
const DESKS = ['reception', 'registration', 'information', 'info', 'desk'];
const MOST = 3;

export const checkInInfo = defineTool({
  name: 'check_in_info',
  description: 'All about arriving: when and where to check in or register, what is needed, and services around it.',
  input: checkInInfoInput,
  effect: 'none',
  run(context) {
    const { know, locale, ids } = context;
    const entries = know.venue.faqs.filter(isOfArriving).slice(0, MOST);
    const services = know.venue.services.filter((service) => arriving([...texts(service.name), ...service.aliases])).slice(0, MOST);
    const place = checkInPlace(
      context,
      entries,
      services.map(({ placeId }) => placeId),
    );
    const data: CheckInInfoData = {
      answers: entries.map((entry) => ({
        id: entry.id,
        question: textIn(entry.questions[0], locale),
        answer: textIn(entry.answer, locale),
        exact: entry.exact,
      })),
      place:
        place === null
          ? null
          : {
              id: place.id,
              name: placeName(place, context),
              floorName: floorName(place.floorId, context),
              hours: hoursText(openingOf(place, context), context),
            },
      services: services.map((service) => serviceView(service, context)),
    };
    const faqCards = data.answers
      .slice(0, 1)
      .map(({ question, answer, exact }) => ({ id: ids.next(), kind: 'faq' as const, question, answer, exact }));
    const placeCards = place === null ? [] : [{ id: ids.next(), kind: 'place' as const, place: placeView(place, context) }];
    return { found: entries.length + services.length > 0 || place !== null, data, cards: [...faqCards, ...placeCards] };
  },
});

function isOfArriving({ questions, tags }: Faq): boolean {
  return arriving([...questions.flatMap(texts), ...tags]);
}

/** Most of what it is called by, so that a passing word makes nothing a matter of arriving. */
function arriving(names: readonly string[]): boolean {
  const own = names.filter((name) => ARRIVING.test(foldedWords(fold(name)).join(' ')));
  return own.length > 0 && own.length * 3 >= names.length;
}

/** What the venue's own words point at, else the desk there is. */
function checkInPlace({ know }: ToolContext, entries: readonly Faq[], serviceAt: readonly (string | undefined)[]) {
  const named = [...entries.map(({ placeId }) => placeId), ...serviceAt].flatMap((id) =>
    id === undefined ? [] : (know.places.get(id) ?? []),
  );
  const arrival = know.venue.places.find((place) => arriving([...texts(place.name), ...place.aliases]));
  const desk = know.venue.places.find((place) => DESKS.includes(place.kind));
  return named[0] ?? arrival ?? desk ?? null;
}

import type { VenueEdit, VenueEditOf } from '../../contract/index.ts';
import { fromMinutes, toMinutes } from '../local-time.ts';
import type { Faq, LocalText, Place, Session, Venue } from '../model.ts';
import { pathMatcher } from './paths.ts';

/** The venue after one edit; null when what it is about is not there. Untouched records stay the very same objects. */
export function applyEdit(venue: Venue, edit: VenueEdit, editId: string): Venue | null {
  switch (edit.kind) {
    case 'place.close':
      return changePlace(venue, edit.placeId, (place) => ({ ...place, hours: 'off' }));
    case 'place.hours':
      return changePlace(venue, edit.placeId, (place) => ({ ...place, hours: edit.hours }));
    case 'path.close':
    case 'path.open':
      return changePaths(venue, edit.pathId, edit.kind === 'path.close');
    case 'session.move':
      return changeSession(venue, edit.sessionId, (session) => moved(session, edit));
    case 'session.cancel':
      return changeSession(venue, edit.sessionId, (session) => ({ ...session, status: 'cancelled' }));
    case 'banner.set':
      return { ...venue, banner: edit.text };
    case 'faq.add':
      return { ...venue, faqs: [...venue.faqs, newFaq(edit, editId, venue)] };
    case 'faq.change':
      return changeFaq(venue, edit);
    case 'faq.remove':
      return venue.faqs.some(({ id }) => id === edit.faqId) ? { ...venue, faqs: venue.faqs.filter(({ id }) => id !== edit.faqId) } : null;
    case 'place.open':
    case 'banner.clear':
      // These take other edits back and are not kept themselves; see with-edit.ts.
      return venue;
  }
}

function changePlace(venue: Venue, id: string, change: (place: Place) => Place): Venue | null {
  if (!venue.places.some((place) => place.id === id)) return null;
  return { ...venue, places: venue.places.map((place) => (place.id === id ? change(place) : place)) };
}

function changePaths(venue: Venue, pathId: string, closed: boolean): Venue | null {
  const matches = pathMatcher(venue, pathId);
  if (!venue.edges.some(matches)) return null;
  return { ...venue, edges: venue.edges.map((edge) => (matches(edge) && edge.closed !== closed ? { ...edge, closed } : edge)) };
}

function changeSession(venue: Venue, id: string, change: (session: Session) => Session): Venue | null {
  if (!venue.sessions.some((session) => session.id === id)) return null;
  return { ...venue, sessions: venue.sessions.map((session) => (session.id === id ? change(session) : session)) };
}

function moved(session: Session, { roomId, startsAt, endsAt }: VenueEditOf<'session.move'>): Session {
  const start = startsAt ?? session.startsAt;
  const length = toMinutes(session.endsAt) - toMinutes(session.startsAt);
  const end = endsAt ?? (startsAt === undefined ? session.endsAt : fromMinutes(toMinutes(start) + length));
  return { ...session, roomId: roomId ?? session.roomId, startsAt: start, endsAt: end };
}

function newFaq({ questions, answer, locale }: VenueEditOf<'faq.add'>, editId: string, venue: Venue): Faq {
  const text = (value: string): LocalText => (locale === venue.languages[0] ? value : { [locale]: value });
  return { id: `staff:${editId}`, questions: questions.map(text), answer: text(answer), exact: false, tags: [] };
}

/** Question wordings and answer of one language; those of the others stay. */
function changeFaq(venue: Venue, { faqId, questions, answer, locale }: VenueEditOf<'faq.change'>): Venue | null {
  const main = venue.languages[0] ?? 'en';
  const byLanguage = (text: LocalText): Record<string, string> => (typeof text === 'string' ? { [main]: text } : { ...text });
  const faq = venue.faqs.find(({ id }) => id === faqId);
  if (faq === undefined) return null;
  const others = faq.questions.map(byLanguage).flatMap((texts) => {
    delete texts[locale];
    return Object.keys(texts).length === 0 ? [] : [texts];
  });
  const next: Faq = {
    ...faq,
    questions: [...questions.map((question) => ({ [locale]: question })), ...others],
    answer: { ...byLanguage(faq.answer), [locale]: answer },
  };
  return { ...venue, faqs: venue.faqs.map((one) => (one === faq ? next : one)) };
}

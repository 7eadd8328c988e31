import type { VenueEdit } from '../../contract/index.ts';
import { textIn, type Venue } from '../model.ts';

/** An edit in one line for staff, with names where the venue has them: "Closed until 2026-05-12T18:00: Bistro". */
export function describeEdit(edit: VenueEdit, venue: Venue): string {
  const main = venue.languages[0] ?? 'en';
  const place = (id: string) => textIn(venue.places.find((one) => one.id === id)?.name, main, main) || id;
  const session = (id: string) => textIn(venue.sessions.find((one) => one.id === id)?.title, main, main) || id;
  const path = (id: string) => (id.startsWith('place:') ? place(id.slice('place:'.length)) : id);
  const until = 'until' in edit && edit.until !== undefined ? ` until ${edit.until.replace('T', ' ')}` : '';
  switch (edit.kind) {
    case 'place.close':
      return `Closed${until}: ${place(edit.placeId)}`;
    case 'place.open':
      return `Open again: ${place(edit.placeId)}`;
    case 'place.hours':
      return `Hours${until}: ${place(edit.placeId)}, ${edit.hours}`;
    case 'path.close':
      return `Way closed${until}: ${path(edit.pathId)}`;
    case 'path.open':
      return `Way open: ${path(edit.pathId)}`;
    case 'session.move': {
      const to = [edit.roomId === undefined ? undefined : place(edit.roomId), edit.startsAt?.replace('T', ' ')];
      const end = edit.endsAt === undefined ? [] : [`until ${edit.endsAt.replace('T', ' ')}`];
      return `Moved: ${session(edit.sessionId)} → ${[...to, ...end].filter((part) => part !== undefined).join(', ')}`;
    }
    case 'session.cancel':
      return `Cancelled: ${session(edit.sessionId)}`;
    case 'banner.set':
      return `Message${until}: ${edit.text[main] ?? Object.values(edit.text)[0] ?? ''}`;
    case 'banner.clear':
      return 'Message taken away';
    case 'faq.add':
      return `Answer added: ${edit.questions[0] ?? ''}`;
    case 'faq.change':
      return `Answer changed: ${edit.questions[0] ?? ''}`;
    case 'faq.remove':
      return `Answer removed: ${edit.faqId}`;
  }
}

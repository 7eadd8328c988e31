import type { ChangeView } from '../../contract/index.ts';
import { type KindChanges, type VenueChanges, venueChanges } from '../import/venue-changes.ts';
import type { Session, Venue } from '../model.ts';

const LONGEST = 300;
const ORDER: readonly ChangeView['what'][] = ['cancelled', 'moved', 'removed', 'added', 'renamed', 'changed'];

/** What publishing would change, each change by what it means to guests; the ones that need attention first. */
export function changeViews(before: Venue | null, next: Venue, changes: VenueChanges = venueChanges(before, next)): ChangeView[] {
  if (before === null) return [];
  const views = changes.kinds.flatMap((kind) => viewsOf(kind, before, next));
  return views.sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what));
}

export function countChanges(views: readonly ChangeView[]): { kind: string; what: ChangeView['what']; count: number }[] {
  const counts = new Map<string, { kind: string; what: ChangeView['what']; count: number }>();
  for (const { kind, what } of views) {
    const entry = counts.get(`${kind} ${what}`) ?? { kind, what, count: 0 };
    entry.count += 1;
    counts.set(`${kind} ${what}`, entry);
  }
  return [...counts.values()];
}

function viewsOf({ kind, added, changed, removed }: KindChanges, before: Venue, next: Venue): ChangeView[] {
  const [old, now] = [recordsOf(before, kind), recordsOf(next, kind)];
  return [
    ...added.map(({ id, name }): ChangeView => ({ kind, what: 'added', id, name, fields: [] })),
    ...removed.map(({ id, name }): ChangeView => ({ kind, what: 'removed', id, name, fields: [] })),
    ...changed.map(({ id, name, fields = [], was: oldId = id }): ChangeView => {
      const [was, is] = [old.get(oldId) ?? {}, now.get(id) ?? {}];
      return {
        kind,
        what: sortOf(kind, fields, is),
        id,
        name,
        fields: fields.map((field) => ({ field, before: textOf(was[field]), after: textOf(is[field]) })),
      };
    }),
  ];
}

type Fields = Readonly<Record<string, unknown>>;

function recordsOf(venue: Venue, kind: string): ReadonlyMap<string, Fields> {
  if (kind === 'paths') {
    return new Map<string, Fields>([
      ...venue.nodes.map((node) => [node.id, node] as const),
      ...venue.edges.map((edge) => [`${edge.from} – ${edge.to}`, edge] as const),
    ]);
  }
  const list: unknown = venue[kind as keyof Venue];
  if (!Array.isArray(list)) return new Map();
  return new Map((list as readonly Fields[]).map((record) => [String(record.id ?? record.placeId), record]));
}

function sortOf(kind: string, fields: readonly string[], now: Fields): ChangeView['what'] {
  const has = (...names: readonly string[]) => fields.some((field) => names.includes(field));
  if (kind === 'sessions' && has('status') && (now as Partial<Session>).status === 'cancelled') return 'cancelled';
  if (has(...(kind === 'sessions' ? ['roomId', 'startsAt', 'endsAt'] : ['floorId', 'at', 'placeId', 'stand']))) return 'moved';
  return has('title', 'name') ? 'renamed' : 'changed';
}

function textOf(value: unknown): string {
  const text = value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

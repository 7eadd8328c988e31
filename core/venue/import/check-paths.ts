import type { Venue } from '../model.ts';
import { createWayfinder } from '../wayfinding.ts';
import type { Reporter } from './check-venue.ts';

/** The network: whole, every place on it, step-free where promised. Closures are for a while and do not count. */
export function checkPaths(venue: Venue, reporter: Reporter): void {
  if (venue.nodes.length === 0) {
    if (venue.places.length > 0) {
      reporter.report(
        'warning',
        'no-paths',
        { kind: 'node', id: '' },
        'there are no paths, so guests cannot be shown the way',
        'Add paths.yaml.',
      );
    }
    return;
  }
  checkEdges(venue, reporter);
  checkPieces(venue, reporter);
  const open: Venue = { ...venue, edges: venue.edges.map((edge) => ({ ...edge, closed: false })) };
  const start =
    open.places.find(({ id }) => id === venue.defaultPlaceId) ?? open.places.find(({ kind }) => kind === 'entrance') ?? open.places[0];
  if (start === undefined) return;
  const wayfinder = createWayfinder(open);
  const metres = wayfinder.distances({ placeId: start.id });
  const stepFreeMetres = wayfinder.distances({ placeId: start.id }, { stepFree: true });
  const bare = floorsWithoutPaths(venue, reporter);
  for (const { id, floorId, stepFree } of venue.places) {
    if (bare.has(floorId)) continue;
    const at = { kind: 'place', id };
    if (metres(id) === null) {
      reporter.report(
        'error',
        'unreachable',
        at,
        `no path leads from "${start.id}" to "${id}"`,
        `Give a node in paths.yaml "placeId: ${id}" and join it to the others.`,
      );
    } else if (stepFree === true && stepFreeMetres(id) === null) {
      const reason = `is said to be step-free, but every path from "${start.id}" to it has stairs or escalators`;
      reporter.report(
        'error',
        'not-step-free',
        { ...at, column: 'stepFree', value: 'true' },
        reason,
        'Add the lift or ramp to paths.yaml, or say stepFree: no.',
      );
    }
  }
}

/** A plan may have paths on some floors only; places on the others are not each unreachable. */
function floorsWithoutPaths(venue: Venue, { report }: Reporter): ReadonlySet<string> {
  const walked = new Set(venue.nodes.map(({ floorId }) => floorId));
  const bare = venue.floors.filter(({ id }) => !walked.has(id) && venue.places.some(({ floorId }) => floorId === id));
  for (const { id } of bare) {
    const remedy = 'Add paths on this floor, joined to the others.';
    report(
      'warning',
      'floor-without-paths',
      { kind: 'floor', id },
      `the floor "${id}" has no paths; guests cannot be shown the way there`,
      remedy,
    );
  }
  return new Set(bare.map(({ id }) => id));
}

function checkEdges(venue: Venue, { report }: Reporter): void {
  const floorOf = new Map(venue.nodes.map(({ id, floorId }) => [id, floorId]));
  for (const { from, to, kind } of venue.edges) {
    const [a, b] = [floorOf.get(from), floorOf.get(to)];
    if (a === undefined || b === undefined || kind !== 'walk' || a === b) continue;
    const reason = `is a walk between the floors "${a}" and "${b}"`;
    report(
      'error',
      'walk-between-floors',
      { kind: 'edge', id: `${from} ${to}`, column: 'kind', value: kind },
      reason,
      'Say stairs, lift, escalator or ramp.',
    );
  }
}

function checkPieces(venue: Venue, { report }: Reporter): void {
  const neighbours = new Map<string, string[]>(venue.nodes.map(({ id }) => [id, []]));
  for (const { from, to } of venue.edges) {
    if (!neighbours.has(from) || !neighbours.has(to)) continue;
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  const seen = new Set<string>();
  const pieces: string[][] = [];
  for (const id of neighbours.keys()) {
    if (seen.has(id)) continue;
    const piece: string[] = [];
    const waiting = [id];
    seen.add(id);
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      piece.push(node);
      for (const next of neighbours.get(node) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    pieces.push(piece);
  }
  const [, ...smaller] = pieces.sort((a, b) => b.length - a.length);
  for (const piece of smaller) {
    const reason = `the nodes ${piece.slice(0, 5).join(', ')}${piece.length > 5 ? ` and ${piece.length - 5} more` : ''} are not joined to the rest`;
    report('error', 'paths-in-pieces', { kind: 'node', id: piece[0] ?? '' }, reason, 'Add an edge between them and the rest of the paths.');
  }
}

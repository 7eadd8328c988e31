import type { LocalDateTime } from '../../contract/index.ts';
import type { Exhibitor, Faq, MenuItem, Place, PlaceKind, Service, Session, Speaker } from '../model.ts';

/** Something of the venue that can be found. `id` is unique within its kind. */
export type SearchRecord =
  | { readonly kind: 'place'; readonly id: string; readonly place: Place }
  | { readonly kind: 'session'; readonly id: string; readonly session: Session }
  | { readonly kind: 'speaker'; readonly id: string; readonly speaker: Speaker }
  | { readonly kind: 'exhibitor'; readonly id: string; readonly exhibitor: Exhibitor }
  | { readonly kind: 'menu-item'; readonly id: string; readonly placeId: string; readonly section: number; readonly item: MenuItem }
  | { readonly kind: 'service'; readonly id: string; readonly service: Service }
  | { readonly kind: 'faq'; readonly id: string; readonly faq: Faq };
export type SearchKind = SearchRecord['kind'];

export type SearchHit<K extends SearchKind = SearchKind> = Extract<SearchRecord, { kind: K }> & {
  /** 0..1, comparable across kinds and queries: 1 is its whole name and nothing else. Hits are in this order. */
  readonly score: number;
  /** 0..1, how much of what the query says (by information, fuzzily) this record accounts for. See SURE and POSSIBLE. */
  readonly confidence: number;
  /** 0..1, how well the query covers one of the record's names; near 0: found by what is written about it. */
  readonly nameMatch: number;
};

/** Confidence from which a hit may be answered without a doubt. */
export const SURE = 0.72;
/** Confidence under which a hit is chance: say that nothing was found. */
export const POSSIBLE = 0.45;

export interface SearchOptions {
  readonly kinds?: readonly SearchKind[];
  /** At most this many hits; 10 when left out. */
  readonly limit?: number;
  /** Leave out hits below; POSSIBLE when left out, 0 for all. */
  readonly minConfidence?: number;
  readonly placeKinds?: readonly PlaceKind[];
  readonly floorId?: string;
  /** Only what is open now (places, services, dishes of places); needs `now`. */
  readonly openNow?: boolean;
  readonly now?: LocalDateTime;
  /** Dishes with all of these, places whose menu has such a dish or that carry it as a tag: "vegan". */
  readonly diets?: readonly string[];
  /** Dishes without these, EU names: "nuts". A place qualifies with one such dish. */
  readonly withoutAllergens?: readonly string[];
  readonly stepFree?: boolean;
  /** How far a place is, metres (best: effortM of Wayfinder.distances); breaks near-ties towards the near. */
  readonly distanceTo?: (placeId: string) => number | null;
}

import type { Point } from '../../../contract/index.ts';
import type { PathEdge } from '../../model.ts';
import type { Ring } from './polygon.ts';

/** What a floor plan says about where one can walk, where it has no paths. */
export interface WalkPlan {
  readonly spaces: readonly Space[];
  readonly doors: readonly Door[];
  readonly shafts: readonly Shaft[];
}

export interface Space {
  readonly floorId: string;
  readonly ring: Ring;
  readonly holes: readonly Ring[];
  /** A way is walked along; a room is entered through its doors; nobody walks through what is closed. */
  readonly use: 'way' | 'room' | 'closed';
  readonly placeId?: string;
}

export interface Door {
  readonly floorId: string;
  readonly at: Point;
}

/** A lift, stairs or an escalator where it meets one floor or several. */
export interface Shaft {
  readonly kind: Exclude<PathEdge['kind'], 'walk'>;
  readonly name?: string;
  readonly stops: readonly { readonly floorId: string; readonly at: Point; readonly placeId?: string }[];
  /** Of an escalator. */
  readonly runs?: 'up' | 'down';
  /** Runs from the first stop to the last only. */
  readonly along?: boolean;
}

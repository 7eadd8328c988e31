import type { Guest } from '../../guest/create-guest.ts';
import { latestTurn } from '../../store/selectors.ts';
import { type MouthShape, mouthAt } from './mouth.ts';

/** The shape of the mouth for what leaves the loudspeaker now; null while nothing does. */
export function mouthOf(guest: Guest): MouthShape | null {
  const position = guest.position();
  if (position === null) return null;
  const state = guest.store.get();
  const turn = state.session?.turns.find((one) => one.turn === position.turn) ?? latestTurn(state);
  const spoken = turn?.sentences.find((one) => one.sentence === position.sentence);
  return mouthAt(spoken?.speech?.visemes ?? [], position.ms);
}

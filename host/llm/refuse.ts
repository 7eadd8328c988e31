import { FoyerError } from '../../core/contract/errors.ts';

/** A model's answer that cannot be used. */
export function refuse(code: string, message: string): FoyerError {
  return new FoyerError(message, {
    fault: 'model',
    code,
    remedy: 'The local planner answers instead; try another model if this happens often.',
  });
}

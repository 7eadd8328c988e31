import { FoyerError } from '../../core/contract/errors.ts';
import type { PlainError } from './messages.ts';

/** The error as it was in the worker; one of an unknown kind becomes fault "model". */
export function fromPlain(error: PlainError, name: string): Error {
  if (error.kind === 'abort') return abortError();
  if (error.kind === 'foyer') {
    const { fault, code, message, remedy, cause } = error;
    return new FoyerError(message, {
      fault,
      code,
      ...(remedy === undefined ? {} : { remedy }),
      ...(cause === undefined ? {} : { cause: new Error(cause) }),
    });
  }
  return new FoyerError(`${name} failed: ${error.message}`, { fault: 'model', code: 'inference-failed' });
}

export function abortError(): DOMException {
  return new DOMException('The operation was aborted', 'AbortError');
}

export function notStarted(name: string, cause: unknown): FoyerError {
  return new FoyerError(`${name} could not be started`, {
    fault: 'model',
    code: 'worker-not-started',
    remedy: 'Run "foyer doctor"; if the program is damaged, install it again.',
    cause,
  });
}

export function stopped(name: string, cause: unknown): FoyerError {
  return new FoyerError(`${name} stopped while it was working`, {
    fault: 'model',
    code: 'worker-crashed',
    remedy: 'It restarts by itself; try again. If it keeps stopping, see the log and run "foyer doctor".',
    cause,
  });
}

export function isStuck(name: string): FoyerError {
  return new FoyerError(`${name} hangs and does not come back`, {
    fault: 'model',
    code: 'worker-stuck',
    remedy: 'Restart Foyer. If it hangs again, the machine is too slow or has too little memory for the model: choose a smaller one.',
  });
}

export function isClosed(name: string): FoyerError {
  return new FoyerError(`${name} is closed`, { fault: 'bug', code: 'closed' });
}

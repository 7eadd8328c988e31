import type { Credentials } from './credentials.ts';
import { type Call, type HttpCall, refusalCode } from './http-call.ts';

export type AuthorisedCall = <T>(call: Omit<Call<T>, 'token'>) => Promise<T>;

/** A call with the token of whoever asks; once more with a new one where the last had run out. */
export function authorise(call: HttpCall, credentials: Credentials): AuthorisedCall {
  return async (request) => {
    const send = async () => call({ ...request, token: await credentials.token(request.signal) });
    try {
      return await send();
    } catch (error) {
      // A token may run out early: the endpoint was given another key, or this machine slept.
      const code = refusalCode(error);
      if ((code === 'token-expired' || code === 'unknown-token') && credentials.renew()) return send();
      throw error;
    }
  };
}

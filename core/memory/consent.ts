import type { Consent } from '../ports.ts';

/**
 * What a guest's answer to "Remember me / Just this visit" does. A scan alone is never consent, and
 * the default is that nothing is kept.
 *
 *   forget   withdraw: what was kept is erased here and everywhere, and this visit leaves nothing
 *   grant    start to remember
 *   renew    log the answer again: the text the guest agreed to has changed
 *   visit    nothing to do on disk
 *   nothing  the same answer to the same text
 */
export type ConsentEffect = 'forget' | 'grant' | 'renew' | 'visit' | 'nothing';

export function consentEffect(
  present: { readonly consent: Consent; readonly textVersion: string | null },
  answer: Exclude<Consent, 'unknown'>,
  textVersion: string,
): ConsentEffect {
  if (answer === 'visit-only') return present.consent === 'remember' ? 'forget' : 'visit';
  if (present.consent !== 'remember') return 'grant';
  return present.textVersion === textVersion ? 'nothing' : 'renew';
}

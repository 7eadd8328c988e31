import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { z } from 'zod';
import { type Api, doneSchema, Refusal } from '../api.ts';

/** What the endpoint's library made for the browser's: handed on as it is. */
const requestSchema = z.custom<PublicKeyCredentialRequestOptionsJSON>((value) => typeof value === 'object' && value !== null);
const creationSchema = z.custom<PublicKeyCredentialCreationOptionsJSON>((value) => typeof value === 'object' && value !== null);

/** Browsers have them on pages with a host name, over https or on this machine. */
export function passkeysWork(): boolean {
  return browserSupportsWebAuthn() && window.isSecureContext && !/^[\d.]+$|:/.test(location.hostname);
}

/** @throws Refusal also where the person or the device would not */
export async function signInByPasskey(api: Api, tenant: string): Promise<void> {
  const optionsJSON = await api.post(requestSchema, 'session/passkey/options');
  const response = await startAuthentication({ optionsJSON }).catch(toRefusal);
  await api.post(doneSchema, 'session/passkey', { tenant, response });
}

/** @throws Refusal also where the person or the device would not */
export async function addPasskey(api: Api, name: string): Promise<void> {
  const optionsJSON = await api.post(creationSchema, 'account/passkeys/options');
  const response = await startRegistration({ optionsJSON }).catch(toRefusal);
  await api.post(doneSchema, 'account/passkeys', { name, response });
}

function toRefusal(error: unknown): never {
  const known = error instanceof Error && error.name === 'InvalidStateError';
  throw new Refusal(0, known ? 'passkey-known' : 'passkey-stopped', error instanceof Error ? error.message : '');
}

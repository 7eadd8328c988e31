import { createContext, use } from 'react';
import type { Guest } from './create-guest.ts';

export const GuestContext = createContext<Guest | null>(null);

export function useGuest(): Guest {
  const guest = use(GuestContext);
  if (guest === null) throw new Error('no guest screen around this component');
  return guest;
}

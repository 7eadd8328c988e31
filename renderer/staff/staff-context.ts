import { createContext, use } from 'react';
import type { Staff } from './create-staff.ts';

export const StaffContext = createContext<Staff | null>(null);

export function useStaff(): Staff {
  const staff = use(StaffContext);
  if (staff === null) throw new Error('no staff console around this component');
  return staff;
}

import { createContext, use } from 'react';
import { mayAct, type OperatorRole, type OperatorSession } from '../../core/contract/operator.ts';
import type { Notices } from '../parts/notices.ts';
import type { Api } from './api.ts';

/** What every page of somebody who is signed in stands on. */
export interface OperatorContextValue {
  readonly api: Api;
  readonly session: OperatorSession;
  readonly notices: Notices;
  signOut(which: 'this' | 'all'): Promise<void>;
}

export const OperatorContext = createContext<OperatorContextValue | null>(null);

export function useOperator(): OperatorContextValue {
  const value = use(OperatorContext);
  if (value === null) throw new Error('nobody is signed in here');
  return value;
}

/** Whether the signed-in operator may; what they may not is not offered. The endpoint asks again. */
export function useMay(role: OperatorRole): boolean {
  return mayAct(useOperator().session.operator.role, role);
}

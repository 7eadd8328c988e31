import { z } from 'zod';

/**
 * How anything new comes into use: it is tried, and either passes its health check or makes way for what was good before, for
 * good. A kiosk that dies while it tries starts again with the same trial; after MAX_STARTS of them the trial has failed.
 */
export interface Trials<T> {
  /** What passed last; null: what the kiosk has without. */
  readonly good: T | null;
  readonly trial: Trial<T> | null;
  /** Never tried again. The newest last. */
  readonly refused: readonly Refused[];
}

export interface Trial<T> {
  readonly value: T;
  /** Starts of the kiosk with it that were not ended in order. */
  readonly starts: number;
  /** Parts that worked before, and so have to work with it. */
  readonly needs: readonly string[];
}

export interface Refused {
  readonly id: string;
  readonly reason: string;
}

/** The first start may be cut short by a loss of power. */
export const MAX_STARTS = 2;
const MOST_REFUSED = 50;

export function trialsSchema<T>(value: z.ZodType<T>): z.ZodType<Trials<T>> {
  return z.object({
    good: value.nullable(),
    trial: z.object({ value, starts: z.number().int().nonnegative(), needs: z.array(z.string()) }).nullable(),
    refused: z.array(z.object({ id: z.string(), reason: z.string() })),
  });
}

export const NO_TRIALS: Trials<never> = { good: null, trial: null, refused: [] };

export function inUse<T>({ trial, good }: Trials<T>): T | null {
  return trial?.value ?? good;
}

export function isRefused<T>({ refused }: Trials<T>, id: string): boolean {
  return refused.some((one) => one.id === id);
}

export function beginTrial<T>(state: Trials<T>, value: T, needs: readonly string[]): Trials<T> {
  return { ...state, trial: { value, starts: 0, needs: [...needs] } };
}

/** The kiosk starts, with the trial where there is one. @param idOf of the value, for what is refused */
export function countStart<T>(state: Trials<T>, idOf: (value: T) => string): Trials<T> {
  const { trial } = state;
  if (trial === null) return state;
  if (trial.starts >= MAX_STARTS) return failTrial(state, idOf, `the kiosk ended ${trial.starts} times while it was tried`);
  return { ...state, trial: { ...trial, starts: trial.starts + 1 } };
}

/** The kiosk ended in order before the trial was over: that says nothing about it. */
export function uncountStart<T>(state: Trials<T>): Trials<T> {
  const { trial } = state;
  return trial === null ? state : { ...state, trial: { ...trial, starts: Math.max(0, trial.starts - 1) } };
}

export function passTrial<T>(state: Trials<T>): Trials<T> {
  return state.trial === null ? state : { ...state, good: state.trial.value, trial: null };
}

export function failTrial<T>(state: Trials<T>, idOf: (value: T) => string, reason: string): Trials<T> {
  if (state.trial === null) return state;
  return { ...refuse(state, idOf(state.trial.value), reason), trial: null };
}

export function refuse<T>(state: Trials<T>, id: string, reason: string): Trials<T> {
  const others = state.refused.filter((one) => one.id !== id);
  return { ...state, refused: [...others, { id, reason: reason.slice(0, 300) }].slice(-MOST_REFUSED) };
}

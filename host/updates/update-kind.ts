import type { UpdatePlan } from '../../core/contract/fleet.ts';
import type { Artefact } from './fetch-update.ts';

/** One kind of update: what of a plan it is about, and how it comes into use and out of it again. */
export interface UpdateKind {
  readonly name: 'model' | 'venue';
  /** Ends staged files. */
  readonly suffix: string;
  /** What the plan wants that is not in use yet and has not failed here; null: nothing. Its address as the plan has it. */
  wanted(plan: UpdatePlan): (Artefact & { readonly label: string }) | null;
  /**
   * Brings a staged file, whose hash is right, into use on trial. Nobody is at the kiosk.
   * @returns "passed"; "restart": it is in use, and checked, after the next start
   * @throws when it does not do; it is then out of use again, and not wanted any more
   */
  activate(path: string, wanted: Artefact & { readonly label: string }): Promise<'passed' | 'restart'>;
  /** After a start: checks what is on trial, and takes it out of use where it does not do. */
  settle(): Promise<'none' | 'passed' | 'rolled-back' | 'rolled-back-restart'>;
  /** The last that failed here, for staff. */
  failure(): { readonly id: string; readonly reason: string } | null;
}

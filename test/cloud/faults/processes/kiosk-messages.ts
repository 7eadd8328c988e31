export interface KioskProcessOptions {
  readonly number: number;
  readonly dataDir: string;
  readonly url: string;
  readonly token: string;
  readonly tenant: string;
  readonly skewMs: number;
  readonly seed: string;
}

interface Guest {
  readonly guestId: string;
  readonly badge: string;
}
export type KioskCommand =
  | ({ readonly do: 'act'; readonly step: number; readonly seed: number } & Guest)
  | ({ readonly do: 'scan' | 'sync' | 'tell' } & Guest)
  | { readonly do: 'fill disk' | 'peace' };

export interface KioskAnswer {
  readonly n: number;
  readonly name?: string;
  readonly outcome?: string;
  /** Ids of the ops an act made, and the guest's epoch then. */
  readonly ops?: readonly string[];
  readonly epoch?: number | null;
  /** Ops not acknowledged. */
  readonly left?: number;
  readonly known?: string;
  readonly warnings?: readonly string[];
}

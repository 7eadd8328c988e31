import { z } from 'zod';
import type { Log } from '../../core/ports.ts';
import { createSigner } from '../auth/signer.ts';
import type { CloudDatabase } from '../database.ts';
import type { KeyWrap } from '../push-ops.ts';
import { ownAccountRoutes } from './account-routes.ts';
import { accountRoutes, auditRoutes } from './admin-routes.ts';
import { actAndNote, writeAudit } from './audit.ts';
import type { OperatorGuard, OperatorRoute } from './operator-route.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { PASSWORD_COST, type PasswordCost } from './password.ts';
import { sessionRoutes } from './session-routes.ts';
import { createSessions, type Sessions } from './sessions.ts';
import type { SignInDeps } from './sign-in.ts';

export interface OperatorsDeps {
  readonly db: CloudDatabase;
  /** Seals TOTP secrets. */
  readonly keyWrap: KeyWrap;
  /** Signs challenges: 32 bytes, the same at every instance. */
  readonly tokenKey: Uint8Array;
  readonly wallMs: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  /** See OperatorRoutesDeps. */
  readonly publicUrl: string | null;
  /** Of scrypt, for new passwords. */
  readonly passwordCost?: PasswordCost;
}

export interface OperatorParts extends SignInDeps {
  readonly guard: OperatorGuard;
  readonly sessions: Sessions;
  readonly passkeys: Passkeys;
  readonly publicUrl: string | null;
  readonly log: Log;
}

export interface Operators extends OperatorGuard {
  readonly routes: readonly OperatorRoute[];
}

const ticketSchema = z.object({ tenant: z.string(), operator: z.string(), secret: z.string(), untilMs: z.number() });
const challengeSchema = z.object({ use: z.enum(['add', 'sign-in']), nonce: z.string(), untilMs: z.number() });

/** People who look after kiosks: who they are, what they may, what they did. */
export function createOperators({ tokenKey, passwordCost = PASSWORD_COST, ...deps }: OperatorsDeps): Operators {
  const { db, wallMs } = deps;
  const sessions = createSessions(deps);
  const guard: OperatorGuard = {
    operatorOf: sessions.operatorOf,
    audit: (entry) => writeAudit(db, entry, wallMs()),
    act: (actor, work) => actAndNote(db, actor, wallMs(), work),
  };
  const parts: OperatorParts = {
    ...deps,
    passwordCost,
    guard,
    sessions,
    tickets: createSigner(tokenKey, 'operator totp', ticketSchema),
    passkeys: createPasskeys({ db, wallMs, challenges: createSigner(tokenKey, 'operator passkey', challengeSchema) }),
  };
  return { ...guard, routes: [...sessionRoutes(parts), ...ownAccountRoutes(parts), ...accountRoutes(parts), ...auditRoutes(parts)] };
}

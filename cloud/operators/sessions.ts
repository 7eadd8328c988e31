import { createHash, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperatorRole, OwnAccount } from '../../core/contract/operator.ts';
import { operatorRoleSchema } from '../../core/contract/operator.ts';
import type { CloudDatabase, TenantDatabase } from '../database.ts';
import { HttpRefusal } from '../http/refusal.ts';

/** Without a sign of life from the person at the page. */
const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
/** How long after signing in an account's own settings may be changed. */
export const FRESH_MS = 15 * 60_000;
/** "Seen" is written at most so often. */
const TOUCH_MS = 60_000;
const TOKEN_BYTES = 32;

/** What a request that the page made by itself carries: it keeps no session alive. */
export const BACKGROUND_HEADER = 'x-foyer-background';

/** Somebody who is signed in at the operator page. */
export interface Operator {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly role: OperatorRole;
  readonly session: { readonly id: string; readonly madeMs: number; readonly endsMs: number };
}

export interface SessionsDeps {
  readonly db: CloudDatabase;
  readonly wallMs: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** See OperatorRoutesDeps. */
  readonly publicUrl: string | null;
}

export type Sessions = ReturnType<typeof createSessions>;

/** Sessions of operators: a random token in a cookie that no script reads, of which the database has the hash. */
export function createSessions({ db, wallMs, random, publicUrl }: SessionsDeps) {
  const onlyHttps = publicUrl?.startsWith('https:') ?? false;
  return {
    /** @returns puts the session's cookie into an answer. @throws HttpRefusal 401 where the account was reset or removed since its owner showed who they are */
    async open(db: TenantDatabase, tenant: string, operatorId: string, request: FastifyRequest): Promise<(reply: FastifyReply) => void> {
      const token = Buffer.from(random(TOKEN_BYTES)).toString('base64url');
      const nowMs = wallMs();
      await db.asTenant(tenant, async (tx) => {
        const usable = await tx.query(
          'UPDATE operators SET seen_ms = $3 WHERE tenant = $1 AND operator_id = $2 AND password IS NOT NULL RETURNING operator_id',
          [tenant, operatorId, nowMs],
        );
        if (usable.length === 0) throw signedOut();
        await tx.query('DELETE FROM operator_sessions WHERE tenant = $1 AND (made_ms < $2 OR seen_ms < $3)', [
          tenant,
          nowMs - ABSOLUTE_MS,
          nowMs - IDLE_MS,
        ]);
        await tx.query(
          `INSERT INTO operator_sessions (tenant, session_hash, session_id, operator_id, made_ms, seen_ms, address, agent)
           VALUES ($1, $2, $3, $4, $5, $5, $6, $7)`,
          [tenant, hashOf(token), randomUUID(), operatorId, nowMs, request.ip, String(request.headers['user-agent'] ?? '').slice(0, 200)],
        );
      });
      return (reply) => setCookie(request, reply, `${Buffer.from(tenant).toString('base64url')}.${token}`);
    },

    /** @throws HttpRefusal 401 */
    async operatorOf(request: FastifyRequest): Promise<Operator> {
      const cookie = readCookie(request, onlyHttps || request.protocol === 'https');
      if (cookie === null) throw signedOut();
      const { tenant, hash } = cookie;
      const nowMs = wallMs();
      const [row] = await db.asTenant(tenant, (tx) =>
        tx.query(
          `SELECT s.session_id, s.made_ms, s.seen_ms, o.operator_id, o.name, o.role FROM operator_sessions s
           JOIN operators o ON o.tenant = s.tenant AND o.operator_id = s.operator_id
           WHERE s.tenant = $1 AND s.session_hash = $2`,
          [tenant, hash],
        ),
      );
      if (row === undefined) throw signedOut();
      const [madeMs, seenMs] = [Number(row.made_ms), Number(row.seen_ms)];
      if (nowMs - seenMs > IDLE_MS || nowMs - madeMs > ABSOLUTE_MS)
        throw new HttpRefusal(401, 'session-over', 'The session is over: sign in again.');
      if (nowMs - seenMs > TOUCH_MS && request.headers[BACKGROUND_HEADER] === undefined)
        await db.asTenant(tenant, (tx) =>
          tx.query('UPDATE operator_sessions SET seen_ms = $3 WHERE tenant = $1 AND session_hash = $2', [tenant, hash, nowMs]),
        );
      return {
        id: String(row.operator_id),
        tenant,
        name: String(row.name),
        role: operatorRoleSchema.parse(row.role),
        session: { id: String(row.session_id), madeMs, endsMs: madeMs + ABSOLUTE_MS },
      };
    },

    /** @param only one session's id; left out: all of this operator's, but for `except` */
    async end(
      db: TenantDatabase,
      { tenant, id }: Pick<Operator, 'tenant' | 'id'>,
      { only, except }: { only?: string; except?: string } = {},
    ): Promise<void> {
      await db.asTenant(tenant, (tx) =>
        tx.query(
          `DELETE FROM operator_sessions WHERE tenant = $1 AND operator_id = $2
             AND ($3::text IS NULL OR session_id = $3) AND ($4::text IS NULL OR session_id <> $4)`,
          [tenant, id, only ?? null, except ?? null],
        ),
      );
    },

    async list({ tenant, id, session }: Operator): Promise<OwnAccount['sessions']> {
      const nowMs = wallMs();
      const rows = await db.asTenant(tenant, (tx) =>
        tx.query(
          `SELECT session_id, made_ms, seen_ms, address, agent FROM operator_sessions
           WHERE tenant = $1 AND operator_id = $2 AND seen_ms >= $3 AND made_ms >= $4 ORDER BY made_ms DESC`,
          [tenant, id, nowMs - IDLE_MS, nowMs - ABSOLUTE_MS],
        ),
      );
      return rows.map((row) => ({
        id: String(row.session_id),
        madeMs: Number(row.made_ms),
        seenMs: Number(row.seen_ms),
        address: String(row.address),
        agent: String(row.agent),
        current: row.session_id === session.id,
      }));
    },
  };
}

/** Changing one's own way in needs somebody who has just shown it: not whoever finds a browser open. */
export function assertFresh({ session }: Operator, nowMs: number): void {
  if (nowMs - session.madeMs > FRESH_MS) throw new HttpRefusal(403, 'sign-in-again', 'Sign in again to change this.');
}

/** Over https a name that browsers take from this very host alone. */
const cookieName = (secure: boolean) => (secure ? '__Host-foyer-operator' : 'foyer-operator');

/** By the browser's own word, since the proxy with TLS need not tell. */
const isSecure = (request: FastifyRequest) => request.protocol === 'https' || (request.headers.origin ?? '').startsWith('https:');

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string): void {
  const secure = isSecure(request);
  reply.header('set-cookie', `${cookieName(secure)}=${value}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`);
}

export function clearCookie(request: FastifyRequest, reply: FastifyReply): void {
  const secure = isSecure(request);
  reply.header('set-cookie', `${cookieName(secure)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`);
}

/** @param onlyHttps another host of the same domain can set the plain cookie: over https it does not count */
function readCookie(request: FastifyRequest, onlyHttps: boolean): { readonly tenant: string; readonly hash: Buffer } | null {
  const value = (secure: boolean) =>
    new RegExp(`(?:^|;\\s*)${cookieName(secure)}=([\\w-]+)\\.([\\w-]{43})(?:;|$)`).exec(request.headers.cookie ?? '');
  const found = value(true) ?? (onlyHttps ? null : value(false));
  if (found === null) return null;
  const tenant = Buffer.from(found[1] ?? '', 'base64url').toString('utf8');
  // What a database does not take as text.
  return /\p{Cc}/u.test(tenant) ? null : { tenant, hash: hashOf(found[2] ?? '') };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function signedOut(): HttpRefusal {
  return new HttpRefusal(401, 'signed-out', 'Nobody is signed in.');
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** How long a browser that was let in once stays let in, also over restarts of the kiosk. */
const ADMISSION_MS = 30 * 24 * 3600_000;
/** Time for a browser to start. */
const TICKET_MS = 60_000;
const MAX_TICKETS = 8;

export interface AccessOptions {
  /** The secret in the launch address; whoever has it is let in. New for each launch. */
  readonly token: string;
  /** Signs the cookie of browsers that were let in; kept, so that a restart does not lock the screen out. */
  readonly sessionKey: Uint8Array;
  /** Port served: part of the cookie's name, because browsers do not keep cookies of ports apart. */
  readonly port: () => number;
  /** Host name the server was told to bind. */
  readonly host: string;
  readonly allowedOrigins: readonly string[];
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** User of this machine at the other end; null: not told. */
  readonly userOf: (socket: Socket) => number | null;
}

export interface Access {
  /**
   * The request names this server. Another name that resolves to this address is DNS rebinding: a
   * foreign page made the browser believe that we are its own server.
   */
  knowsHost(request: IncomingMessage): boolean;
  /** The page that opens a socket is our own, or one that the configuration names. */
  knowsOrigin(request: IncomingMessage): boolean;
  tokenMatches(token: string): boolean;
  /**
   * Lets a browser in once, within a minute, and only one of the same user as who asks for it where the system tells: every user
   * can read the address in the list of processes.
   */
  newTicket(request: IncomingMessage): string;
  /** Uses it up. */
  takeTicket(ticket: string, request: IncomingMessage): boolean;
  /** Set-Cookie that lets a browser in. */
  admission(): string;
  isAdmitted(request: IncomingMessage): boolean;
}

/**
 * Who may talk to the kiosk over the network. It keeps out other web pages in the same browser
 * (Origin, SameSite), foreign names for this address (Host), and other users and programs of this
 * machine or network that were not given the launch address (token).
 */
export function createAccess(options: AccessOptions): Access {
  // Of other schemes the origin is "null", which is also that of every sandboxed page.
  const allowed = options.allowedOrigins.flatMap((origin) => (/^https?:/i.test(origin) && URL.canParse(origin) ? [new URL(origin)] : []));
  const cookieName = () => `foyer-${options.port()}`;
  const sign = (expires: string) => createHmac('sha256', options.sessionKey).update(expires).digest('base64url');

  const ownHosts = (request: IncomingMessage): string[] => {
    const names = isLoopback(options.host) ? ['localhost', '127.0.0.1', '[::1]'] : [options.host];
    // An address cannot be rebound, so the one that was dialled is always ours.
    const dialled = request.socket.localAddress?.replace(/^::ffff:/, '');
    if (dialled !== undefined) names.push(dialled.includes(':') ? `[${dialled}]` : dialled);
    return names.map((name) => `${name}:${options.port()}`);
  };

  const tickets = new Map<string, { readonly user: number | null; readonly untilMs: number }>();

  const access: Access = {
    knowsHost(request) {
      const host = request.headers.host?.toLowerCase();
      if (host === undefined) return false;
      const full = options.port() === 80 && !/:\d+$/.test(host) ? `${host}:80` : host;
      return ownHosts(request).includes(full) || allowed.some((url) => url.host === host);
    },
    knowsOrigin(request) {
      const { origin } = request.headers;
      if (origin === undefined) return false;
      const own = `http://${request.headers.host?.toLowerCase()}`;
      return (origin === own && access.knowsHost(request)) || allowed.some((url) => url.origin === origin);
    },
    tokenMatches: (token) => same(token, options.token),
    newTicket({ socket }) {
      for (const [ticket, { untilMs }] of tickets) if (untilMs <= options.nowMs() || tickets.size >= MAX_TICKETS) tickets.delete(ticket);
      const ticket = randomToken();
      tickets.set(ticket, { user: options.userOf(socket), untilMs: options.nowMs() + TICKET_MS });
      return ticket;
    },
    takeTicket(ticket, { socket }) {
      const found = tickets.get(ticket);
      if (found === undefined || found.untilMs <= options.nowMs()) return false;
      if (found.user !== null && options.userOf(socket) !== found.user) return false;
      return tickets.delete(ticket);
    },
    admission() {
      const expires = String(options.nowMs() + ADMISSION_MS);
      const value = `${expires}.${sign(expires)}`;
      return `${cookieName()}=${value}; Path=/; Max-Age=${ADMISSION_MS / 1000}; HttpOnly; SameSite=Strict`;
    },
    isAdmitted(request) {
      const value = readCookie(request.headers.cookie, cookieName());
      if (value === null) return false;
      const [expires = '', signature = ''] = value.split('.');
      return same(signature, sign(expires)) && Number(expires) > options.nowMs();
    },
  };
  return access;
}

/** A secret of 192 bits for an address or a key. */
export function randomToken(): string {
  return randomBytes(24).toString('base64url');
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

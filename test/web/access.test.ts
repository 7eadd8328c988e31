import type { IncomingMessage } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createAccess } from '../../web/access.ts';
import { peerUser, usersOf } from '../../web/peer-user.ts';

const GUEST_OF_MACHINE = 1001;
const SCREEN = 1000;

function make() {
  let nowMs = 1_000_000;
  const access = createAccess({
    token: 'access-test-0123456789',
    sessionKey: Buffer.from('key'),
    port: () => 4310,
    host: '127.0.0.1',
    allowedOrigins: [],
    nowMs: () => nowMs,
    userOf: (socket) => (socket as unknown as { user: number | null }).user,
  });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { access, pass };
}
const from = (user: number | null) => ({ socket: { user } }) as unknown as IncomingMessage;

describe('a ticket', () => {
  it('is no use to another user of the machine, who may read it in the list of processes', () => {
    const { access } = make();
    const ticket = access.newTicket(from(SCREEN));
    expect(access.takeTicket(ticket, from(GUEST_OF_MACHINE))).toBe(false);
    expect(access.takeTicket(ticket, from(null))).toBe(false);
    expect(access.takeTicket(ticket, from(SCREEN))).toBe(true);
    expect(access.takeTicket(ticket, from(SCREEN))).toBe(false);
  });

  it('is good for whoever has it where the system does not tell users', () => {
    const { access } = make();
    expect(access.takeTicket(access.newTicket(from(null)), from(null))).toBe(true);
  });

  it('is good for a minute', () => {
    const { access, pass } = make();
    const ticket = access.newTicket(from(SCREEN));
    pass(60_000);
    expect(access.takeTicket(ticket, from(SCREEN))).toBe(false);
  });

  it('gives way to newer ones when many are asked for', () => {
    const { access } = make();
    const tickets = Array.from({ length: 9 }, () => access.newTicket(from(SCREEN)));
    expect(tickets.filter((ticket) => access.takeTicket(ticket, from(SCREEN)))).toEqual(tickets.slice(1));
  });
});

describe('the user at the other end', () => {
  const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:10D6 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 1 1
   1: 0100007F:10D6 0100007F:C350 01 00000000:00000000 00:00000000 00000000   999        0 2 1
   2: 0100007F:C350 0100007F:10D6 01 00000000:00000000 00:00000000 00000000  1000        0 3 1
`;
  it('is read in the list of the kernel', () => {
    expect(usersOf(TABLE, 0xc350, 4310)).toEqual([SCREEN]);
    expect(usersOf(TABLE, 0xc351, 4310)).toEqual([]);
    expect(usersOf('', 0xc350, 4310)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('is ourselves on a connection of our own', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const accepted = new Promise<Socket>((done) => server.once('connection', done));
    const client = connect((server.address() as { port: number }).port, '127.0.0.1');
    expect(peerUser(await accepted)).toBe(process.getuid?.());
    client.destroy();
    (await accepted).destroy();
    await new Promise((done) => server.close(done));
  });
});

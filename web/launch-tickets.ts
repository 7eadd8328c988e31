import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Access } from './access.ts';

/** Where who has the launch address's secret is given one for a single use: `Authorization: Bearer SECRET`. */
export const TICKET_PATH = '/ticket';

export const ticketSchema = z.object({ ticket: z.string().regex(/^[\w-]{16,}$/) });

export interface LaunchTicketsDeps {
  readonly app: FastifyInstance;
  readonly access: Access;
  isOwnMachine(request: FastifyRequest): boolean;
}

/** For a program of this machine that starts a browser, whose arguments every user of the machine can read. */
export function addLaunchTickets({ app, access, isOwnMachine }: LaunchTicketsDeps): void {
  app.post(TICKET_PATH, async (request, reply) => {
    if (!isOwnMachine(request)) return reply.callNotFound();
    const secret = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (secret === undefined || !access.tokenMatches(secret)) return reply.code(401).send();
    return reply.header('cache-control', 'no-store').send({ ticket: access.newTicket(request.raw) } satisfies z.infer<typeof ticketSchema>);
  });
}

import { z } from 'zod';

const days = (from: number, usual: number) => z.number().int().min(from).max(3650).default(usual);

/** `cloud` of the configuration: what the endpoint itself goes by (`foyer cloud serve`); docs/fleet.md. A kiosk does not read it. */
export const cloudConfigSchema = z.strictObject({
  /** How often kiosks are to report. At most a minute: one that was not heard for three is yellow. */
  heartbeatSeconds: z.number().int().min(10).max(60).default(30),
  retention: z
    .strictObject({
      /** Entries of the audit log. */
      auditDays: days(30, 400),
      /** What guests asked, in counts. A year and a month, so that the same weeks can be compared. */
      countDays: days(30, 400),
      /** What kiosks were told to do. */
      commandDays: days(7, 90),
      /** Logs that kiosks sent, for a fault that somebody is looking into. */
      bundleDays: z.number().int().min(1).max(90).default(7),
      /** Of kiosks that were shut out: what they reported, and what they were sent. */
      revokedDays: days(1, 30),
      /** Of each kind and channel so many releases stay, beside those that kiosks run or are told to. */
      releases: z.number().int().min(1).max(1000).default(10),
    })
    .prefault({}),
});
export type CloudConfig = z.infer<typeof cloudConfigSchema>;

/** For how long the endpoint keeps what kiosks send it, days; a kiosk's privacy notice says it. */
export const endpointKeepsSchema = z.object({
  /** Of a guest, after anybody asked or told anything of them; null: until they are erased. */
  guestDays: z.number().int().positive().nullable(),
  /** What was asked, in counts. */
  countDays: z.number().int().positive(),
});
export type EndpointKeeps = z.infer<typeof endpointKeepsSchema>;

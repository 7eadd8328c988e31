import { basename } from 'node:path';
import type { BookingStore, Clock, Log } from '../../core/ports.ts';
import type { ConnectedTool } from '../../core/tools/connected.ts';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';
import type { ConnectorDeps, OpenConnector } from './connector-deps.ts';
import { openHttpTool } from './http-tool.ts';
import { loadConnectors } from './load-connectors.ts';
import { openMcpServer } from './mcp-server.ts';
import { openRemoteBookings } from './remote-bookings.ts';
import type { Env } from './secrets.ts';

export interface OpenConnectorsOptions {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
  readonly log: Log;
  readonly env: Env;
  readonly kioskName: string;
}

export interface Connectors {
  readonly tools: readonly ConnectedTool[];
  /** A reservation system that stands in for the kiosk's own tables, or null. */
  readonly bookings: BookingStore | null;
  /** Whom they may reach. */
  readonly hosts: readonly string[];
  /** Files that were left out and why, for staff. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Opens what operators connected. Nothing is asked before a guest needs it: a system that is down holds up no start. */
export function openConnectors({ dataDir, clock, log, env, kioskName }: OpenConnectorsOptions): Connectors {
  const { connectors, problems } = loadConnectors(dataDir, env);
  const breakers = new Map<string, CircuitBreaker>();
  const deps: ConnectorDeps = {
    ...{ clock, log, env, kioskName },
    breaker(name, limits) {
      const known = breakers.get(name);
      if (known !== undefined) return known;
      const onChange = (open: boolean) => log.warn(open ? 'connector.resting' : 'connector.back', { connector: name });
      const breaker = createCircuitBreaker({ ...limits, clock, onChange });
      breakers.set(name, breaker);
      return breaker;
    },
  };
  const opened = connectors.flatMap(({ file, connector }): OpenConnector[] => {
    if (connector.kind === 'http') return [openHttpTool(connector, deps)];
    return connector.kind === 'mcp' ? [openMcpServer(file, connector, deps)] : [];
  });
  const bookings = connectors.flatMap(({ file, connector }) =>
    connector.kind === 'bookings' ? [openRemoteBookings(file, connector, deps)] : [],
  )[0];
  for (const problem of problems) log.warn('connector.left-out', { problem });
  return {
    tools: opened.flatMap(({ tools }) => tools),
    bookings: bookings?.store ?? null,
    hosts: connectors.flatMap(({ connector }) => {
      const reach = connector.kind === 'mcp' ? connector.server : connector;
      // A command is run on this machine; whom it asks, only its operator knows.
      return 'allow' in reach ? reach.allow : [basename(reach.command)];
    }),
    problems,
    async close() {
      await Promise.all([...opened, ...(bookings === undefined ? [] : [bookings])].map((one) => one.close()));
    },
  };
}

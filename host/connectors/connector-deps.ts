import type { Clock, Log } from '../../core/ports.ts';
import type { ConnectedTool } from '../../core/tools/connected.ts';
import type { CircuitBreaker, CircuitBreakerOptions } from './circuit-breaker.ts';
import type { Env } from './secrets.ts';

export interface ConnectorDeps {
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
  readonly log: Log;
  /** Where secrets are. */
  readonly env: Env;
  readonly kioskName: string;
  /** One by name, made with the first call. */
  breaker(name: string, limits: Pick<CircuitBreakerOptions, 'failures' | 'openMs'>): CircuitBreaker;
}

export interface OpenConnector {
  readonly tools: readonly ConnectedTool[];
  close(): Promise<void>;
}

import { createHash } from 'node:crypto';
import type { HttpConnector } from '../../core/contract/connector.ts';
import type { ConnectedCall, ConnectedTool } from '../../core/tools/connected.ts';
import { inputSchemaOf } from '../../core/tools/connected-input.ts';
import { askJson } from './ask-json.ts';
import type { ConnectorDeps, OpenConnector } from './connector-deps.ts';
import { fillBody, fillUrl, type TemplateValues } from './fill-template.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { mapResult } from './map-result.ts';
import { headersOf } from './secrets.ts';

/** The same for each try of one call; tells the system nothing of the session it came from. */
export function sentKey(idempotencyKey: string): string {
  return createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40);
}

/** A tool that asks a system over HTTP. "404" is "there is none". */
export function openHttpTool(connector: HttpConnector, deps: ConnectorDeps): OpenConnector {
  const { result, timeoutMs, maxBytes, effect, method } = connector;
  const headers = headersOf(connector, deps.env);
  const guarded = createGuardedFetch(connector);
  const tool: ConnectedTool = {
    offer: connector,
    input: inputSchemaOf(connector.input),
    run: (call, signal) =>
      deps.breaker(connector.name, connector.breaker).run(async () => {
        const values = valuesOf(call, deps.kioskName);
        const { status, body } = await askJson(
          {
            url: fillUrl(connector.url, connector.query, values),
            method,
            headers: { ...headers, ...(effect === 'request' && { 'idempotency-key': sentKey(call.idempotencyKey) }) },
            ...(connector.body !== undefined && { body: fillBody(connector.body, values) }),
            timeoutMs,
            maxBytes,
            also: [404],
          },
          { guarded, clock: deps.clock },
          signal,
        );
        return status === 404 ? [] : mapResult(body, result);
      }),
  };
  return { tools: [tool], close: guarded.close };
}

/** What every template may use besides its inputs. */
export const GIVEN_SLOTS: readonly string[] = ['$locale', '$now', '$kiosk'];

function valuesOf({ input, locale, now }: ConnectedCall, kioskName: string): TemplateValues {
  return { ...input, $locale: locale, $now: now, $kiosk: kioskName };
}

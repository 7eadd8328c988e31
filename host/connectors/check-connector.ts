import type { Connector, HttpConnector, Localised, McpConnector, Offer, Reach } from '../../core/contract/connector.ts';
import { isToolName } from '../../core/tools/registry.ts';
import { slotsOf } from './fill-template.ts';
import { refusedUrl } from './guarded-fetch.ts';
import { GIVEN_SLOTS } from './http-tool.ts';
import { type Env, missingSecrets } from './secrets.ts';

/** What a connector's parts have to do with each other, beyond each one's own shape: what is wrong, or null. */
export function connectorProblem(connector: Connector, env: Env): string | null {
  switch (connector.kind) {
    case 'http':
      return offerProblem(connector) ?? urlProblem(connector) ?? templateProblem(connector) ?? secretProblem(connector, env);
    case 'mcp':
      return connector.tools.map(offerProblem).find((problem) => problem !== null) ?? serverProblem(connector, env);
    case 'bookings':
      return addressProblem(connector.url, 'url', connector) ?? secretProblem(connector, env);
  }
}

function offerProblem(offer: Offer): string | null {
  const { name, input, result } = offer;
  if (isToolName(name)) return `name is "${name}", which a tool of the kiosk has; choose another`;
  const inputs = Object.keys(input.properties);
  const told = [...Object.keys(result.fields), 'count', 'items'];
  const phrases = Object.values(offer.phrases).flatMap((own) => own ?? []);
  return (
    unknownSlot('phrases', phrases, inputs) ??
    unknownSlot('confirm', textsOf(offer.confirm), inputs) ??
    unknownSlot('say', textsOf(offer.say), told) ??
    unknownSlot('item', textsOf(offer.item), told) ??
    unknownName('ask', Object.keys(offer.ask), inputs) ??
    (result.list !== undefined && offer.item === undefined && slotsOf(textsOf(offer.say)).includes('items')
      ? 'item is missing: say has {items}, each of which needs its words'
      : null)
  );
}

function urlProblem(connector: HttpConnector): string | null {
  const { url, input } = connector;
  const origin = /^https?:\/\/[^/]*/.exec(url)?.[0] ?? '';
  if (/[{}]/.test(origin)) return `url is "${url}": the host cannot have a slot`;
  if (/[?#]/.test(url)) return `url is "${url}": put what follows "?" into query`;
  const optional = slotsOf(url).find((slot) => !GIVEN_SLOTS.includes(slot) && !input.required.includes(slot));
  if (optional !== undefined) return `url has {${optional}}, which is not in input.required`;
  return addressProblem(url.replaceAll(/\{[^}]*\}/g, 'x'), 'url', connector);
}

function templateProblem({ query, body, method, input }: HttpConnector): string | null {
  if (body !== undefined && (method === 'GET' || method === 'DELETE')) return `body cannot be sent with method ${method}`;
  const inputs = [...Object.keys(input.properties), ...GIVEN_SLOTS];
  return unknownSlot('query', Object.values(query), inputs) ?? unknownSlot('body', body, inputs);
}

function serverProblem({ server }: McpConnector, env: Env): string | null {
  if ('url' in server) return addressProblem(server.url, 'server.url', server) ?? secretProblem(server, env);
  const missing = server.env.find((name) => !env[name]);
  return missing === undefined ? null : notSet(missing);
}

function addressProblem(address: string, key: string, reach: Pick<Reach, 'allow' | 'privateNetwork'>): string | null {
  const url = URL.parse(address);
  if (url === null) return `${key} is "${address}", which is no address`;
  const refused = refusedUrl(url, reach);
  return refused === null ? null : `${key}: ${refused}`;
}

function secretProblem(reach: Pick<Reach, 'headers'>, env: Env): string | null {
  const [missing] = missingSecrets(reach, env);
  return missing === undefined ? null : notSet(missing);
}

function notSet(variable: string): string {
  return `the environment variable ${variable} is not set`;
}

function unknownSlot(key: string, template: unknown, known: readonly string[]): string | null {
  const wrong = slotsOf(template).find((slot) => !known.includes(slot));
  return wrong === undefined ? null : `${key} has {${wrong}}; known there: ${known.join(', ') || 'none'}`;
}

function unknownName(key: string, names: readonly string[], known: readonly string[]): string | null {
  const wrong = names.find((name) => !known.includes(name));
  return wrong === undefined ? null : `${key}.${wrong} is not an input; inputs: ${known.join(', ') || 'none'}`;
}

function textsOf(texts: Localised | undefined): string[] {
  return Object.values(texts ?? {}).flatMap((text) => text ?? []);
}

import { connectorSchema, type HttpConnector } from '../../core/contract/connector.ts';
import type { ConnectedCall, ConnectedRow, ConnectedTool } from '../../core/tools/connected.ts';
import { inputSchemaOf } from '../../core/tools/connected-input.ts';

/** What an operator might connect for a pool: its lanes, and a massage that can be booked beside it. */
export const LANES = {
  kind: 'http',
  name: 'pool_lanes',
  description: 'Free lanes of the pool on a day.',
  effect: 'none',
  url: 'https://spa.example/lanes',
  allow: ['spa.example'],
  query: { day: '{day}' },
  input: { properties: { day: { type: 'string', format: 'date', title: 'the day' } }, required: ['day'] },
  result: { list: 'lanes', fields: { lane: 'name', free: { path: 'free', type: 'number' } } },
  say: { en: 'The pool has {count} lanes: {items}.', de: 'Das Becken hat {count} Bahnen: {items}.' },
  item: { en: '{lane} with {free} places', de: '{lane} mit {free} Plätzen' },
  none: { en: 'The pool is closed then.' },
  ask: { day: { en: 'For which day?', de: 'Für welchen Tag?' } },
  phrases: { en: ['which swimming lanes are free {day}', 'how busy is the pool'], de: ['welche bahnen im schwimmbecken sind frei'] },
};

export const MASSAGE = {
  kind: 'http',
  name: 'book_massage',
  description: 'Books a massage.',
  method: 'POST',
  url: 'https://spa.example/massages/{kind}',
  allow: ['spa.example'],
  body: { kind: '{kind}', minutes: '{minutes}' },
  input: {
    properties: { kind: { type: 'string', enum: ['hot_stone', 'sports'] }, minutes: { type: 'integer', minimum: 20, maximum: 120 } },
    required: ['kind', 'minutes'],
  },
  result: { fields: { code: 'reference' } },
  say: { en: 'Your massage is booked, the code is {code}.' },
  confirm: { en: 'A {kind} massage of {minutes} minutes: shall I book it?' },
  ask: { kind: { en: 'Hot stone or sports?' }, minutes: { en: 'For how many minutes?' } },
  phrases: { en: ['i would like a {kind} massage', 'massage please'] },
};

export interface FakeTool extends ConnectedTool {
  readonly calls: ConnectedCall[];
}

/** A connected tool without a system behind it. */
export function fakeTool(declared: unknown, answer: (call: ConnectedCall) => readonly ConnectedRow[]): FakeTool {
  const offer = connectorSchema.parse(declared) as HttpConnector;
  const calls: ConnectedCall[] = [];
  const run = async (call: ConnectedCall) => {
    calls.push(call);
    return answer(call);
  };
  return { offer, input: inputSchemaOf(offer.input), run, calls };
}

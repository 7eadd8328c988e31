import { z } from 'zod';
import { localeSchema } from './primitives.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'small letters, digits and "_", beginning with a letter');
const variable = z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'the name of an environment variable');
/** By language: "en", "de"; a guest whose language is missing hears the first. */
const localised = z
  .partialRecord(localeSchema, z.string().trim().min(1).max(400))
  .refine((texts) => Object.keys(texts).length > 0, 'needs at least one language');
const path = z
  .string()
  .max(120)
  .regex(/^[\w-]+(\.[\w-]+)*$/, 'a path of names and list positions joined by dots: "data.rooms.0.name"');

/** A secret by the name of its environment variable; it never stands in a file. */
const secretSchema = z.strictObject({ env: variable, prefix: z.string().max(20).default('') });
const headersSchema = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/, 'the name of a header'), secretSchema).default({});

const inputFieldSchema = z
  .strictObject({
    type: z.enum(['string', 'integer', 'number', 'boolean']),
    title: z.string().min(1).max(60).optional(),
    description: z.string().min(1).max(300).optional(),
    enum: z.array(z.string().min(1).max(80)).min(1).max(100).optional(),
    /** "date" is "2026-11-22", "time" "19:30". */
    format: z.enum(['date', 'time']).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().int().nonnegative().optional(),
    maxLength: z.number().int().positive().max(500).optional(),
  })
  .refine(({ type, enum: values, format }) => type === 'string' || (values === undefined && format === undefined), {
    error: 'enum and format are for type "string"',
  });
export type ConnectorInputField = z.infer<typeof inputFieldSchema>;

/** The part of JSON Schema in which an input is declared: one flat object, so that each value can be asked for. */
const inputSchema = z
  .strictObject({
    type: z.literal('object').default('object'),
    properties: z.record(name, inputFieldSchema).default({}),
    required: z.array(name).default([]),
  })
  .superRefine(({ properties, required }, check) => {
    for (const [at, key] of required.entries())
      if (!Object.hasOwn(properties, key))
        check.addIssue({ code: 'custom', path: ['required', at], message: `"${key}" is not in properties` });
  });
export type ConnectorInput = z.infer<typeof inputSchema>;

/** What of an answer is taken over, and as what; anything else of it is dropped. */
const fieldSchema = z.union([
  path.transform((from) => ({ path: from, type: 'text' as const, maxLength: 200 })),
  z.strictObject({
    path,
    type: z.enum(['text', 'number', 'boolean', 'date', 'time']).default('text'),
    maxLength: z.number().int().min(1).max(500).default(200),
  }),
]);
export type ConnectorField = z.infer<typeof fieldSchema>;

const resultSchema = z.strictObject({
  /** Where the list is; left out: the answer is one thing. */
  list: path.optional(),
  /** So many of a list are taken. */
  most: z.number().int().min(1).max(20).default(5),
  fields: z.record(name, fieldSchema).refine((fields) => Object.keys(fields).length > 0, 'needs at least one field'),
});
export type ConnectorResult = z.infer<typeof resultSchema>;

/** What a tool is to the guest: the same for HTTP and MCP. */
const offerShape = {
  name,
  /** For a language model: when to use it and what comes back. */
  description: z.string().min(1).max(500),
  /** "request": it changes something; runs only after the guest confirmed a read-back. */
  effect: z.enum(['none', 'request']).default('request'),
  permission: z.enum(['guest', 'recognised', 'verified']).default('guest'),
  input: inputSchema.prefault({}),
  result: resultSchema,
  /** Said of the result: "{name} is free"; of a list, {count} and {items}. */
  say: localised,
  /** Of one of a list. */
  item: localised.optional(),
  /** Said when there is nothing. */
  none: localised.optional(),
  /** The read-back of a request. */
  confirm: localised.optional(),
  /** Questions for what is missing, by the name of the input. */
  ask: z.record(name, localised).default({}),
  /** What guests say for it: "is the {facility} busy"; without a language model it is found by these alone. */
  phrases: z.partialRecord(localeSchema, z.array(z.string().trim().min(3).max(160)).max(50)).default({}),
  timeoutMs: z.number().int().min(100).max(20_000).default(5000),
};

const reachShape = {
  /** Hosts that may be talked to: "pms.example" or "pms.example:8443". */
  allow: z.array(z.string().min(1).max(253)).min(1).max(20),
  /** Allows addresses of this machine and its own network, and http to them. */
  privateNetwork: z.boolean().default(false),
  headers: headersSchema,
  maxBytes: z.number().int().min(1000).max(5_000_000).default(200_000),
};

const breakerSchema = z
  .strictObject({
    /** After so many failures one after the other nothing is sent. */
    failures: z.number().int().min(1).max(50).default(4),
    /** For so long; then one is let through to try. */
    openMs: z.number().int().min(1000).max(600_000).default(30_000),
  })
  .prefault({});

const templates: z.ZodType<unknown> = z.unknown();

const httpSchema = z.strictObject({
  kind: z.literal('http'),
  ...offerShape,
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  /** Slots in the path: "https://pms.example/rooms/{room}"; they are encoded. */
  url: z.string().min(8).max(500),
  /** Added to the address: { day: "{day}" }; one whose slot is empty is left out. */
  query: z.record(z.string().min(1).max(60), z.string().max(200)).default({}),
  /** Sent as JSON; "{party}" alone keeps its type. */
  body: templates.optional(),
  ...reachShape,
  breaker: breakerSchema,
});
export type HttpConnector = z.infer<typeof httpSchema>;

const mcpToolSchema = z.strictObject({
  ...offerShape,
  /** What the server calls it; left out: `name`. */
  remote: z.string().min(1).max(128).optional(),
});
export type McpTool = z.infer<typeof mcpToolSchema>;

const mcpSchema = z.strictObject({
  kind: z.literal('mcp'),
  server: z.union([
    z.strictObject({
      command: z.string().min(1).max(300),
      args: z.array(z.string().max(500)).max(50).default([]),
      /** The server sees these and a plain PATH, nothing else of the kiosk's environment. */
      env: z.array(variable).default([]),
      maxBytes: reachShape.maxBytes,
    }),
    z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(500), ...reachShape }),
  ]),
  /** The only ones of the server's tools that are ever called. */
  tools: z.array(mcpToolSchema).min(1).max(30),
  breaker: breakerSchema,
});
export type McpConnector = z.infer<typeof mcpSchema>;

const bookingsSchema = z.strictObject({
  kind: z.literal('bookings'),
  /** Of the reservation system; see docs/connectors.md for what it answers. */
  url: z.url({ protocol: /^https?$/ }).max(500),
  ...reachShape,
  timeoutMs: offerShape.timeoutMs,
  breaker: breakerSchema,
});
export type BookingsConnector = z.infer<typeof bookingsSchema>;

/** One file of `connectors/` in the data directory. */
export const connectorSchema = z.discriminatedUnion('kind', [httpSchema, mcpSchema, bookingsSchema]);
export type Connector = z.infer<typeof connectorSchema>;
export type Localised = z.infer<typeof localised>;
/** Where something may be reached, and how much of it is read. */
export type Reach = Pick<HttpConnector, 'allow' | 'privateNetwork' | 'headers' | 'maxBytes'>;
export type Offer = Omit<McpTool, 'remote'>;

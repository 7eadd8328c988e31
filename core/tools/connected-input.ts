import { z } from 'zod';
import type { ConnectorInput, ConnectorInputField } from '../contract/connector.ts';
import type { ConnectedInput } from './connected.ts';

/** JSON Schema's own "time" wants seconds and a zone; guests and venues say neither. */
const CLOCK = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
const MOST_TEXT = 300;

/** An input as JSON Schema, for a model. */
export function inputAsJsonSchema({ properties, required }: ConnectorInput): z.core.JSONSchema.JSONSchema {
  const fields = Object.entries(properties).map(([key, field]) => [key, fieldAsJsonSchema(field)]);
  return { type: 'object', properties: Object.fromEntries(fields), required: [...required], additionalProperties: false };
}

function fieldAsJsonSchema({ format, ...field }: ConnectorInputField): z.core.JSONSchema.JSONSchema {
  const length = field.type === 'string' && field.enum === undefined ? { maxLength: field.maxLength ?? MOST_TEXT } : {};
  const shape = format === 'time' ? { pattern: CLOCK } : format === undefined ? {} : { format };
  // Zod gives undefined for what was left out, which JSON Schema's type does not know.
  return { ...field, ...length, ...shape } as z.core.JSONSchema.JSONSchema;
}

export function inputSchemaOf(input: ConnectorInput): z.ZodType<ConnectedInput> {
  return z.fromJSONSchema(inputAsJsonSchema(input)) as z.ZodType<ConnectedInput>;
}

const checks = new WeakMap<ConnectorInputField, z.ZodType>();

/** Whether a value may stand in this one input. */
export function fitsInput(field: ConnectorInputField, value: unknown): boolean {
  const check = checks.get(field) ?? z.fromJSONSchema(fieldAsJsonSchema(field));
  checks.set(field, check);
  return check.safeParse(value).success;
}

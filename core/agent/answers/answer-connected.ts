import type { ConnectorInput, ConnectorResult } from '../../contract/connector.ts';
import {
  type ConnectedData,
  type ConnectedRow,
  type ConnectedToolInput,
  connectedTool,
  fillIn,
  inLanguage,
} from '../../tools/connected.ts';
import { dayText, listText } from '../../tools/speech-words.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { type Asked, nothingFound, type Reply } from './reply.ts';

/** The operator's sentence with the declared values of what came back: nothing else of it is ever said. */
export function answerConnected({ tool: name, rows }: ConnectedData, { context }: Asked): Reply {
  const { t, locale } = context;
  const offer = connectedTool(name, context)?.offer;
  const [first] = rows;
  if (offer === undefined || first === undefined) return nothingFound(inLanguage(offer?.none, locale) ?? t('connected.none'), name);
  const spoken = rows.map((row) => spokenRow(row, offer.result, context));
  const item = inLanguage(offer.item, locale);
  const items = item === null ? [] : spoken.map((row) => fillIn(item, row));
  const text = fillIn(inLanguage(offer.say, locale) ?? '', { ...spoken[0], count: rows.length, items: listText(items, context) });
  return { sentences: [text === '' ? t('connected.done') : text], outcome: 'answered', chips: ['chip.whatsOn', 'chip.staff'] };
}

/** The read-back of a connected request. */
export function confirmConnected({ tool: name, input }: ConnectedToolInput, context: ToolContext): string {
  const { t, locale } = context;
  const offer = connectedTool(name, context)?.offer;
  const own = inLanguage(offer?.confirm, locale);
  const values = offer === undefined ? input : spokenInput(input, offer.input, context);
  if (own !== null) return fillIn(own, values);
  return t('connected.confirm', { what: [name.replaceAll('_', ' '), ...Object.values(values)].join(', ') });
}

function spokenRow(row: ConnectedRow, { fields }: ConnectorResult, context: ToolContext): ConnectedRow {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, fields[key]?.type === 'date' ? asDay(value, context) : value]));
}

function spokenInput(input: ConnectedRow, { properties }: ConnectorInput, context: ToolContext): ConnectedRow {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => {
      const field = properties[key];
      return [
        key,
        field?.format === 'date' ? asDay(value, context) : field?.enum === undefined ? value : String(value).replaceAll('_', ' '),
      ];
    }),
  );
}

function asDay(value: string | number | boolean, context: ToolContext): string | number | boolean {
  return typeof value === 'string' ? dayText(value, context.now, context) : value;
}

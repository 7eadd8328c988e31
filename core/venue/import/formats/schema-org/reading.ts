import type { RawRecord } from '../../raw-record.ts';
import type { ParsedEvent } from '../format.ts';
import type { Node } from './nodes.ts';

export type ListName = 'sessions' | 'people' | 'rooms' | 'faqs' | 'services' | 'dishes';

/** Where the readers of single types put what they find. */
export interface Reading {
  readonly file: string;
  add(list: ListName, record: RawRecord): void;
  /** The first that says something counts. */
  setEvent(event: ParsedEvent): void;
  /** Reads a thing that another refers to, once. */
  visit(node: Node | undefined): void;
  lineOf(node: Node, key?: PropertyKey): number;
}

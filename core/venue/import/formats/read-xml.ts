import sax from 'sax';
import { unreadable } from '../raw-record.ts';

/** An element with its text, attributes and children, and the line it begins on. */
export interface XmlElement {
  /** Without a namespace prefix. */
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const DEEPEST = 100;

/**
 * Reads XML strictly. Entities of the document's own are never expanded, nothing outside it is fetched.
 * @throws FoyerError "import-unreadable" when it is not well formed, ends early or declares entities.
 */
export function readXml(file: string, text: string): XmlElement {
  const parser = sax.parser(true, { position: true });
  const root: XmlElement = { name: '', line: 1, attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [root];
  parser.ondoctype = (doctype) => {
    if (/<!ENTITY/i.test(doctype)) {
      throw unreadable(file, 'declares entities of its own, which are not read', 'Export it without a document type declaration.');
    }
  };
  parser.onopentagstart = (tag) => {
    if (open.length > DEEPEST) throw unreadable(file, `has elements more than ${DEEPEST} deep`, 'Export it again.');
    // Filled by the parser while it reads the rest of the tag; texts, as namespaces are off.
    const attributes = tag.attributes as Record<string, string>;
    const element: XmlElement = { name: localName(tag.name), line: parser.line + 1, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  const addText = (more: string): void => {
    const top = open.at(-1);
    if (top !== undefined) top.text += more;
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onerror = (error) => {
    const line = parser.line + 1;
    const cut = /unclosed root tag|unexpected end/i.test(error.message);
    throw unreadable(
      file,
      cut ? `ends in the middle (line ${line}): it is cut off` : `is not well-formed XML (line ${line}: ${error.message.split('\n')[0]})`,
      cut ? 'Download or export the file again.' : 'Correct the file near that line, or export it again.',
      error,
    );
  };
  parser.write(text.replace(/^\uFEFF/, '')).close();
  const first = root.children[0];
  if (first === undefined) throw unreadable(file, 'has no XML element', 'Export it again.');
  return first;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** Trimmed text of a child; undefined when it is not there or empty. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  const text = childOf(element, name)?.text.trim();
  return text === undefined || text === '' ? undefined : text;
}

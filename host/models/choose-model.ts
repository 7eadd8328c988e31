import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, isScalar, parseDocument, stringify } from 'yaml';
import { FoyerError } from '../../core/contract/errors.ts';
import { resolveModelDir } from '../../native/whisper/find-model.ts';
import { findModelFiles } from '../../native/whisper/model-files.ts';
import { readModelSpec } from '../../native/whisper/model-spec.ts';
import { ggmlFileIn, readGgmlModel } from '../../native/whisper-cpp/ggml-model.ts';
import { writeAtomically } from './files.ts';

type Engine = 'onnx' | 'whisper.cpp';

/**
 * Writes hearing.model into DIR/config.yaml, and hearing.engine where the model is for another one, everything else and its
 * comments left as they are.
 * @returns languages of the model: ["en"] for an English-only one
 * @throws FoyerError when there is no such model, it is broken, or config.yaml is not valid YAML
 */
export async function chooseModel(options: {
  readonly dataDir: string;
  readonly name: string;
}): Promise<{ readonly languages: readonly string[]; readonly engine: Engine }> {
  const { dataDir, name } = options;
  const { engine, languages } = inspect(name, dataDir);
  const path = join(dataDir, 'config.yaml');
  const text = await readConfig(path);
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken !== undefined) throw notYaml(path, broken);
  const chosen = withValue(text, document, ['hearing', 'model'], name, path);
  const before = document.getIn(['hearing', 'engine']) ?? 'onnx';
  const whole = before === engine ? chosen : withValue(chosen, parseDocument(chosen), ['hearing', 'engine'], engine, path);
  await writeAtomically(path, whole);
  return { languages, engine };
}

/** @throws FoyerError when there is no such model or it is broken */
function inspect(name: string, dataDir: string): { readonly engine: Engine; readonly languages: readonly string[] } {
  const ggml = ggmlFileIn(join(dataDir, 'models', name));
  if (ggml !== null) return { engine: 'whisper.cpp', languages: readGgmlModel(ggml).languages };
  const dir = resolveModelDir(name, dataDir);
  const { languageTokens } = readModelSpec(dir);
  findModelFiles(dir);
  return { engine: 'onnx', languages: languageTokens.size === 0 ? ['en'] : [...languageTokens.keys()] };
}

function withValue(text: string, document: Document.Parsed, key: readonly string[], value: string, path: string): string {
  const present = document.getIn(key, true);
  // Where the key is there, its value alone is exchanged: the rest stays to the letter.
  if (isScalar(present) && present.range)
    return text.slice(0, present.range[0]) + stringify(value).trimEnd() + text.slice(present.range[1]);
  try {
    document.setIn(key, value);
  } catch (cause) {
    throw notYaml(path, cause);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: /[[{] /.test(text) });
}

async function readConfig(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function notYaml(path: string, cause: unknown): FoyerError {
  return new FoyerError(`${path} cannot be changed: it is not a valid configuration`, {
    fault: 'operator',
    code: 'config-invalid',
    remedy: 'Correct it first; "foyer doctor" says what is wrong.',
    cause,
  });
}

import type { Command } from 'commander';
import type { InstallProgress } from '../../host/models/install-model.ts';
import type { ListedModel } from '../../host/models/model-store.ts';

interface DataOptions {
  readonly data?: string;
  readonly json?: boolean;
}

interface InstallFlags extends DataOptions {
  readonly mirror?: string;
  readonly from?: string;
  readonly repin?: boolean;
}

export function registerModels(program: Command): void {
  const models = program.command('models').description('speech models: which there are, install, verify, choose, remove');
  const add = (signature: string, description: string, example: string) =>
    models
      .command(signature)
      .description(description)
      .option('--data <dir>', "the kiosk's data directory (default: FOYER_DATA, else .foyer)")
      .option('--json', 'as JSON')
      .addHelpText('after', `\nExample:\n  npm run -s foyer -- models ${example}`);
  add('list', 'the models that are here and those that can be installed', 'list').action(list);
  add('install', 'downloads a model and checks it; goes on where an earlier attempt stopped', 'install whisper-base')
    .argument('<name>', 'name in the list; with --from any name')
    .option('--mirror <url>', 'a copy of the hub (default: FOYER_MODEL_MIRROR, else the Hugging Face hub)')
    .option('--from <path>', 'a folder, .tar, .tar.gz or .zip to take it from, without a network')
    .option('--repin', 'accepts other files than those first installed under this name')
    .action(install);
  add('verify', 'compares the files of one model, or of all that are here, with their checksums', 'verify whisper-base')
    .argument('[name]')
    .action(verify);
  add('use', 'has the kiosk hear with this model, from its next start on', 'use whisper-base').argument('<name>').action(use);
  add('build', 'compiles the engine whisper.cpp for this machine, once', 'build whisper.cpp')
    .argument('<engine>', 'whisper.cpp')
    .option('--again', 'also where it is built already')
    .action(build);
  add('remove', 'removes an installed model', 'remove whisper-base').argument('<name>').action(remove);
}

async function list(options: DataOptions): Promise<void> {
  const { listModels } = await import('../../host/models/model-store.ts');
  const { printResult } = await import('../output.ts');
  const listed = await listModels(await house(options));
  if (options.json) printResult(JSON.stringify(listed, null, 2));
  else printResult(table(listed));
}

async function install(name: string, options: InstallFlags): Promise<void> {
  const { availableParallelism } = await import('node:os');
  const { installModel } = await import('../../host/models/install-model.ts');
  const { megabytes } = await import('../../host/models/files.ts');
  const { ensureDataDirectory } = await import('../../host/data-dir.ts');
  const { printNote, printProgress, printResult } = await import('../output.ts');
  const { dataDir, manifest } = await house(options);
  ensureDataDirectory(dataDir);
  const mirror = options.mirror ?? (process.env.FOYER_MODEL_MIRROR || undefined);
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    const installed = await installModel({
      name,
      dataDir,
      manifest,
      ...(mirror === undefined ? {} : { mirror }),
      ...(options.from === undefined ? {} : { from: options.from }),
      repin: options.repin ?? false,
      threads: Math.min(4, availableParallelism()),
      onProgress: (progress) => printProgress(progressLine(name, progress)),
      signal: stop.signal,
    });
    printProgress('');
    const { anyLength } = installed;
    if (anyLength.state === 'kept') printNote(`Each utterance will cost a whole window: ${anyLength.reason}`);
    if (options.json) printResult(JSON.stringify(installed));
    else printResult(`${name} is installed (${megabytes(installed.bytes)} MB). Have the kiosk use it: foyer models use ${name}`);
  } catch (error) {
    printProgress('');
    if (!stop.signal.aborted) throw error;
    printNote('Stopped. The same command goes on from here.');
    process.exitCode = 1;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

async function verify(name: string | undefined, options: DataOptions): Promise<void> {
  const { verifyModels } = await import('../../host/models/model-store.ts');
  const { printNote, printResult } = await import('../output.ts');
  const results = await verifyModels({ ...(await house(options)), ...(name === undefined ? {} : { name }) });
  const bad = results.filter((result) => !result.pinned || result.files.some(({ state }) => state !== 'ok'));
  if (options.json) printResult(JSON.stringify({ ok: bad.length === 0, models: results }, null, 2));
  else {
    for (const result of results) {
      const wrong = result.files.filter(({ state }) => state !== 'ok');
      if (!result.pinned) printResult(`${result.name}: no checksums are known, it was put there by hand`);
      else if (wrong.length === 0) printResult(`${result.name}: all ${result.files.length} files are as they should be`);
      for (const { path, state } of wrong) printResult(`${result.name}: ${path} is ${state}`);
    }
  }
  if (bad.length === 0) return;
  const names = bad.map((result) => result.name).join(', ');
  printNote(`  remedy: Install it again, with --from where it was put by hand: ${names}`);
  process.exitCode = 1;
}

async function use(name: string, options: DataOptions): Promise<void> {
  const { chooseModel } = await import('../../host/models/choose-model.ts');
  const { printNote, printResult } = await import('../output.ts');
  const { dataDir, config } = await house(options);
  const { languages, engine } = await chooseModel({ dataDir, name });
  const deaf = config.locales.filter((locale) => !languages.includes(locale.split('-')[0] ?? locale));
  if (deaf.length > 0) printNote(`${name} does not understand ${deaf.join(', ')}, which the screen offers (locales in config.yaml).`);
  if (process.env.FOYER_SPEECH_MODEL) printNote('FOYER_SPEECH_MODEL is set here and wins over config.yaml.');
  if (engine === 'whisper.cpp' && (await import('../../native/whisper-cpp/build-engine.ts')).builtEngine(dataDir) === null) {
    printNote('The engine whisper.cpp will be compiled at that start, which takes a minute; do it now: foyer models build whisper.cpp');
  }
  if (options.json) printResult(JSON.stringify({ model: name, engine, languages }));
  else printResult(`The kiosk will hear with ${name} from its next start on.`);
}

async function build(engine: string, options: DataOptions & { readonly again?: boolean }): Promise<void> {
  const { buildEngine } = await import('../../native/whisper-cpp/build-engine.ts');
  const { dataDirectory, ensureDataDirectory } = await import('../../host/data-dir.ts');
  const { FoyerError } = await import('../../core/contract/errors.ts');
  const { printProgress, printResult } = await import('../output.ts');
  if (engine !== 'whisper.cpp') {
    const remedy = 'foyer models build whisper.cpp; the engine onnx comes with Foyer.';
    throw new FoyerError(`"${engine}" is not an engine that can be built`, { fault: 'operator', code: 'engine-unknown', remedy });
  }
  const dataDir = dataDirectory(options.data);
  ensureDataDirectory(dataDir);
  let files = 0;
  const onProgress = (file: string) => printProgress(`building whisper.cpp: ${file} (${++files})`);
  const program = await buildEngine({ dataDir, onProgress, again: options.again ?? false }).finally(() => printProgress(''));
  if (options.json) printResult(JSON.stringify({ engine, program }));
  else printResult('whisper.cpp is built. Models for it: foyer models install ggml-base; then: foyer models use ggml-base');
}

async function remove(name: string, options: DataOptions): Promise<void> {
  const { removeModel } = await import('../../host/models/model-store.ts');
  const { printResult } = await import('../output.ts');
  await removeModel({ ...(await house(options)), name });
  if (options.json) printResult(JSON.stringify({ removed: name }));
  else printResult(`${name} is removed.`);
}

async function house(options: DataOptions) {
  const { dataDirectory } = await import('../../host/data-dir.ts');
  const { automaticModel } = await import('../../host/models/automatic-model.ts');
  const { isInstalled } = await import('../../host/models/model-store.ts');
  const { loadConfig } = await import('../../host/config.ts');
  const { readManifest } = await import('../../host/models/manifest.ts');
  const dataDir = dataDirectory(options.data);
  const { config } = loadConfig({ dataDir });
  const manifest = readManifest();
  // Where no model is named, a kiosk goes over to the one it has fetched by itself.
  const automatic = automaticModel({ dataDir, config, manifest })?.name;
  const inUse = automatic !== undefined && isInstalled(dataDir, automatic) ? automatic : config.hearing.model;
  return { dataDir, config, manifest, inUse };
}

function progressLine(name: string, { step, file, doneBytes, totalBytes }: InstallProgress): string {
  if (step === 'checking') return `${name}: trying it out`;
  const percent = totalBytes === 0 ? 0 : Math.floor((100 * doneBytes) / totalBytes);
  return `${name}: ${percent} %, ${(doneBytes / 1e6).toFixed(1)} of ${(totalBytes / 1e6).toFixed(1)} MB, ${file ?? ''}`;
}

function table(models: readonly ListedModel[]): string {
  const rows = models.map((model) => [
    `${model.inUse ? '*' : ' '} ${model.name}`,
    model.state,
    model.bytes === 0 ? '' : `${Math.round(model.bytes / 1e6)} MB`,
    model.memoryMb === undefined ? '' : `${model.memoryMb} MB memory`,
    model.languages === undefined ? '' : model.languages.length > 3 ? `${model.languages.length} languages` : model.languages.join(', '),
    model.engine ?? '',
    model.licence ?? '',
    model.recommended ? 'recommended' : '',
  ]);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    ...rows.map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    '* in use',
  ].join('\n');
}

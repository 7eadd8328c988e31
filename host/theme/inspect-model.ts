const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const JSON_CHUNK = 0x4e4f534a;
const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** More than that is no model for the graphics of a small machine. */
export const MAX_TRIANGLES = 120_000;

interface Gltf {
  readonly buffers?: readonly { readonly uri?: string }[];
  readonly images?: readonly { readonly uri?: string }[];
  readonly accessors?: readonly { readonly count?: number }[];
  readonly meshes?: readonly { readonly primitives?: readonly { readonly indices?: number }[] }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Why a .vrm is refused; null when it is a binary glTF with a VRM extension, self-contained and not too large. */
export function inspectModel(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES + CHUNK_HEADER_BYTES || view.getUint32(4, true) !== 2) return 'it is not a binary glTF 2.0';
  if (view.getUint32(8, true) !== bytes.length) return 'it is cut off';
  const length = view.getUint32(HEADER_BYTES, true);
  if (view.getUint32(HEADER_BYTES + 4, true) !== JSON_CHUNK || length > MAX_JSON_BYTES) return 'its description is missing or too long';
  const start = HEADER_BYTES + CHUNK_HEADER_BYTES;
  if (start + length > bytes.length) return 'it is cut off';
  let gltf: Gltf;
  try {
    gltf = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, start + length))) as Gltf;
  } catch {
    return 'its description is not JSON';
  }
  return inspectGltf(gltf);
}

function inspectGltf(gltf: Gltf): string | null {
  if (typeof gltf !== 'object' || gltf === null) return 'its description is not an object';
  const named = [...list(gltf.buffers), ...list(gltf.images)].find(({ uri }) => uri !== undefined && !String(uri).startsWith('data:'));
  if (named !== undefined) return `it refers to "${String(named.uri).slice(0, 60)}": everything has to be in the file`;
  const { extensions = {} } = gltf;
  if (!('VRMC_vrm' in extensions) && !('VRM' in extensions)) return 'it is a glTF, but no VRM';
  const triangles = list(gltf.meshes)
    .flatMap(({ primitives }) => list(primitives))
    .reduce((sum, { indices }) => sum + (indices === undefined ? 0 : (list(gltf.accessors)[indices]?.count ?? 0) / 3), 0);
  return triangles > MAX_TRIANGLES ? `it has ${Math.round(triangles)} triangles; at most ${MAX_TRIANGLES} are drawn` : null;
}

function list<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}

import { type PictureSize, pictureSize, tooLarge } from './picture-size.ts';

const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const JSON_CHUNK = 0x4e4f534a;
const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** More than that is no model for the graphics of a small machine. */
export const MAX_TRIANGLES = 120_000;
/** Numbers or vectors in all; a line of text can ask for any number of them. */
const MAX_ELEMENTS = 8_000_000;
const MAX_TEXTURE_PIXELS = 64_000_000;

interface Gltf {
  readonly buffers?: readonly { readonly uri?: string }[];
  readonly bufferViews?: readonly { readonly byteOffset?: number; readonly byteLength?: number }[];
  readonly images?: readonly { readonly uri?: string; readonly bufferView?: number }[];
  readonly accessors?: readonly { readonly count?: number }[];
  readonly meshes?: readonly { readonly primitives?: readonly Primitive[] }[];
  readonly nodes?: readonly { readonly mesh?: number }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly extensionsUsed?: readonly string[];
}
interface Primitive {
  readonly indices?: number;
  readonly attributes?: Readonly<Record<string, number>>;
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
  if (typeof gltf !== 'object' || gltf === null) return 'its description is not an object';
  try {
    return inspectGltf(gltf) ?? inspectTextures(gltf, bytes.subarray(start + length + CHUNK_HEADER_BYTES));
  } catch {
    return 'its description is no glTF';
  }
}

function inspectGltf(gltf: Gltf): string | null {
  const named = [...list(gltf.buffers), ...list(gltf.images)].find(({ uri }) => uri !== undefined && !String(uri).startsWith('data:'));
  if (named !== undefined) return `it refers to "${String(named.uri).slice(0, 60)}": everything has to be in the file`;
  const { extensions = {} } = gltf;
  if (!('VRMC_vrm' in extensions) && !('VRM' in extensions)) return 'it is a glTF, but no VRM';
  if (list(gltf.extensionsUsed).includes('EXT_mesh_gpu_instancing')) return 'it draws parts of itself many times over';
  const triangles = trianglesOf(gltf);
  if (triangles > MAX_TRIANGLES) return `it has ${Math.round(triangles)} triangles; at most ${MAX_TRIANGLES} are drawn`;
  const elements = list(gltf.accessors).reduce((sum, { count }) => sum + (Number(count) || 0), 0);
  return elements > MAX_ELEMENTS ? `it asks for ${elements} elements; at most ${MAX_ELEMENTS} are taken` : null;
}

/** Each mesh as often as it is drawn. */
function trianglesOf({ accessors, meshes, nodes }: Gltf): number {
  const countOf = (index: number | undefined) => (index === undefined ? 0 : Number(list(accessors)[index]?.count) || 0);
  const uses = new Map<number, number>();
  for (const { mesh } of list(nodes)) if (mesh !== undefined) uses.set(mesh, (uses.get(mesh) ?? 0) + 1);
  return list(meshes).reduce((sum, { primitives }, index) => {
    const corners = list(primitives).reduce((all, { indices, attributes }) => all + countOf(indices ?? attributes?.POSITION), 0);
    return sum + (corners / 3) * (uses.get(index) ?? 1);
  }, 0);
}

/** @param binary what follows the description: the buffer that is in the file itself */
function inspectTextures({ images, bufferViews }: Gltf, binary: Uint8Array): string | null {
  const sizes: PictureSize[] = [];
  for (const { uri, bufferView } of list(images)) {
    const { byteOffset = 0, byteLength = 0 } = (bufferView === undefined ? undefined : list(bufferViews)[bufferView]) ?? {};
    const bytes = uri === undefined ? binary.subarray(byteOffset, byteOffset + byteLength) : Buffer.from(uri.split(',')[1] ?? '', 'base64');
    const size = pictureSize(bytes);
    if (size === null) return 'a picture in it is neither PNG, JPEG nor WebP';
    sizes.push(size);
  }
  const why = tooLarge(sizes, MAX_TEXTURE_PIXELS);
  return why === null ? null : `of its pictures: ${why}`;
}

function list<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}

/** The smallest model that is a VRM 1.0: a box for a head on fifteen bones, with the expressions that a face needs. Made here, of nothing. */

type Json = Record<string, unknown>;

/** Required bones, their parents, and where they are from there, metres. */
const BONES: readonly (readonly [string, string | null, readonly [number, number, number]])[] = [
  ['hips', null, [0, 0.9, 0]],
  ['spine', 'hips', [0, 0.2, 0]],
  ['head', 'spine', [0, 0.35, 0]],
  ...(['left', 'right'] as const).flatMap((side) => {
    const x = side === 'left' ? 1 : -1;
    return [
      [`${side}UpperArm`, 'spine', [0.2 * x, 0.25, 0]],
      [`${side}LowerArm`, `${side}UpperArm`, [0.25 * x, 0, 0]],
      [`${side}Hand`, `${side}LowerArm`, [0.25 * x, 0, 0]],
      [`${side}UpperLeg`, 'hips', [0.1 * x, -0.05, 0]],
      [`${side}LowerLeg`, `${side}UpperLeg`, [0, -0.4, 0]],
      [`${side}Foot`, `${side}LowerLeg`, [0, -0.4, 0]],
    ] as const;
  }),
];
const EXPRESSIONS = ['aa', 'ih', 'ou', 'ee', 'oh', 'blink', 'relaxed'] as const;
const PNG_1PX = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** A few kilobytes. @param patch changes the description, for models that are wrong */
export function tinyVrm(patch: (gltf: Json) => void = () => {}): Buffer<ArrayBuffer> {
  const { positions, indices } = box(0.11, 0.13);
  const chunks: Buffer[] = [];
  const bufferViews: Json[] = [];
  const add = (bytes: Buffer) => {
    bufferViews.push({ buffer: 0, byteOffset: chunks.reduce((sum, { length }) => sum + length, 0), byteLength: bytes.length });
    chunks.push(bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4));
    return bufferViews.length - 1;
  };
  const floats = (values: readonly number[]) => Buffer.from(new Float32Array(values).buffer);
  const vec3 = (values: readonly number[]) => ({
    bufferView: add(floats(values)),
    componentType: 5126,
    count: values.length / 3,
    type: 'VEC3',
    min: [0, 1, 2].map((axis) => Math.min(...values.filter((_, i) => i % 3 === axis))),
    max: [0, 1, 2].map((axis) => Math.max(...values.filter((_, i) => i % 3 === axis))),
  });
  const accessors: Json[] = [vec3(positions)];
  accessors.push({
    bufferView: add(Buffer.from(new Uint16Array(indices).buffer)),
    componentType: 5123,
    count: indices.length,
    type: 'SCALAR',
  });
  for (const [n] of EXPRESSIONS.entries())
    accessors.push(vec3(positions.map((value, i) => (i % 3 === 1 && value < 0 ? -0.02 * (n + 1) : 0))));
  const picture = add(Buffer.from(PNG_1PX, 'base64'));

  const nodes: Json[] = BONES.map(([name, , translation]) => ({ name, translation }));
  const indexOf = (name: string) => BONES.findIndex(([bone]) => bone === name);
  for (const [i, [name]] of BONES.entries()) {
    const children = BONES.flatMap(([, parent], child) => (parent === name ? [child] : []));
    if (children.length > 0) (nodes[i] as Json).children = children;
  }
  nodes.push({ name: 'Face', mesh: 0, translation: [0, 0.1, 0] });
  const head = nodes[indexOf('head')] as Json;
  head.children = [...((head.children as number[] | undefined) ?? []), nodes.length - 1];
  const gltf: Json = {
    asset: { version: '2.0', generator: 'tiny-vrm' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes,
    meshes: [
      {
        primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0, targets: EXPRESSIONS.map((_, n) => ({ POSITION: n + 2 })) }],
        extras: { targetNames: EXPRESSIONS },
      },
    ],
    materials: [{ pbrMetallicRoughness: { baseColorFactor: [0.9, 0.5, 0.3, 1], baseColorTexture: { index: 0 } } }],
    textures: [{ source: 0 }],
    images: [{ bufferView: picture, mimeType: 'image/png' }],
    accessors,
    bufferViews,
    buffers: [{ byteLength: chunks.reduce((sum, { length }) => sum + length, 0) }],
    extensionsUsed: ['VRMC_vrm'],
    extensions: { VRMC_vrm: vrmOf(indexOf, nodes.length - 1) },
  };
  patch(gltf);
  return pack(gltf, Buffer.concat(chunks));
}

function vrmOf(indexOf: (bone: string) => number, face: number): Json {
  return {
    specVersion: '1.0',
    meta: { name: 'Tiny', authors: ['Foyer'], licenseUrl: 'https://vrm.dev/licenses/1.0/', metaVersion: '1' },
    humanoid: { humanBones: Object.fromEntries(BONES.map(([name]) => [name, { node: indexOf(name) }])) },
    lookAt: { type: 'expression' },
    expressions: {
      preset: Object.fromEntries(EXPRESSIONS.map((name, index) => [name, { morphTargetBinds: [{ node: face, index, weight: 1 }] }])),
    },
  };
}

function pack(gltf: Json, binary: Buffer): Buffer<ArrayBuffer> {
  const text = Buffer.from(JSON.stringify(gltf));
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, ' ')]);
  const chunk = (type: string, bytes: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(bytes.length, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, bytes]);
  };
  const body = Buffer.concat([chunk('JSON', padded), chunk('BIN\0', binary)]);
  const head = Buffer.alloc(12);
  head.write('glTF', 0, 'latin1');
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(12 + body.length, 8);
  return Buffer.concat([head, body]);
}

function box(half: number, tall: number): { positions: number[]; indices: number[] } {
  const corner = (i: number) => [i & 1 ? half : -half, i & 2 ? tall : -tall, i & 4 ? half : -half];
  const faces = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]]; // biome-ignore format: a table
  return {
    positions: Array.from({ length: 8 }, (_, i) => corner(i)).flat(),
    indices: faces.flatMap(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, a, c, d]),
  };
}

import { type VRM, VRMLoaderPlugin } from '@pixiv/three-vrm';
import { type Material, Mesh, type Object3D, Texture, TextureLoader } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

/** Loads a model of the page's own origin, facing the guest, its arms down. @throws when it is no VRM */
export async function loadVrm(url: string): Promise<VRM> {
  const loader = new GLTFLoader();
  loader.register((parser) => new VRMLoaderPlugin(parser));
  loader.register((parser) => {
    // Its own one fetches blob: addresses, which the page's policy forbids; a picture may come from there.
    parser.textureLoader = new TextureLoader(parser.options.manager);
    return { name: 'foyer-textures' };
  });
  const gltf = await loader.loadAsync(url);
  const vrm = gltf.userData.vrm as VRM | undefined;
  if (vrm === undefined) throw new Error('the model is no VRM');
  // The first version of the format looks the other way.
  if (vrm.meta.metaVersion === '0') vrm.scene.rotation.y = Math.PI;
  lowerArms(vrm);
  vrm.scene.traverse((part: Object3D) => {
    part.frustumCulled = false;
  });
  return vrm;
}

/** Models come with their arms stretched out. In VRM 0 the left is on the other side. */
function lowerArms({ humanoid, meta }: VRM): void {
  const down = meta.metaVersion === '0' ? 1.25 : -1.25;
  const left = humanoid.getNormalizedBoneNode('leftUpperArm');
  const right = humanoid.getNormalizedBoneNode('rightUpperArm');
  if (left !== null) left.rotation.z = down;
  if (right !== null) right.rotation.z = -down;
}

/** Gives back what the graphics hold of a model. */
export function disposeVrm({ scene }: VRM): void {
  scene.traverse((part: Object3D) => {
    if (!(part instanceof Mesh)) return;
    part.geometry.dispose();
    for (const material of [part.material].flat() as Material[]) {
      for (const value of Object.values(material)) if (value instanceof Texture) value.dispose();
      material.dispose();
    }
  });
}

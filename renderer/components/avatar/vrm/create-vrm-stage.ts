import type { VRM } from '@pixiv/three-vrm';
import { AmbientLight, DirectionalLight, Object3D, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from 'three';
import type { Activity } from '../../../../core/contract/index.ts';
import { approach, MOUTH_SHAPES, type MouthShape } from '../mouth.ts';
import { disposeVrm, loadVrm } from './load-vrm.ts';
import { easeVrmPose, mouthWeights, VRM_POSES } from './vrm-pose.ts';

export interface VrmStageOptions {
  readonly canvas: HTMLCanvasElement;
  readonly url: string;
  readonly activity: () => Activity;
  /** Shape the mouth should have now; null while nothing is being said. */
  readonly mouth: () => MouthShape | null;
  /** Where somebody moves, -1..1; null: nobody is seen. */
  readonly gaze: () => { readonly x: number; readonly y: number } | null;
  /** Nothing moves of itself: a picture is drawn when the pose changes, and no more. */
  readonly calm: () => boolean;
  readonly random: () => number;
  /** This machine draws fewer frames than it takes to look alive: from here on the model is a still. */
  readonly onSlow: () => void;
  /** The graphics are gone. */
  readonly onLost: () => void;
}

export interface VrmStage {
  close(): void;
}

/** Below it a moving face is worse than a still one. */
const FLOOR_FPS = 24;
/** How many frames are timed; the first ones compile shaders. */
const TRIAL_FRAMES = 48;
const TRIAL_SKIPPED = 8;
const CALM_EVERY_MS = 400;
const BLINK_MS = 170;
const FIELD_DEG = 22;

/** Draws a VRM as the kiosk's face. Loaded apart from the page, and only where a theme names a model. @throws when it cannot */
export async function createVrmStage(options: VrmStageOptions): Promise<VrmStage> {
  const renderer = new WebGLRenderer({ canvas: options.canvas, alpha: true, antialias: true, powerPreference: 'low-power' });
  try {
    const vrm = await loadVrm(options.url);
    return animate(renderer, vrm, options);
  } catch (error) {
    renderer.dispose();
    throw error;
  }
}

function animate(renderer: WebGLRenderer, vrm: VRM, options: VrmStageOptions): VrmStage {
  const { scene, camera, eyes, head } = compose(vrm, options.canvas);
  renderer.setPixelRatio(Math.min(2, devicePixelRatio));
  renderer.setSize(options.canvas.clientWidth, options.canvas.clientHeight, false);
  const move = createMovement(vrm, eyes, head, options);
  const trial = createTrial();
  let still = false;
  let cancel = () => {};
  let lastMs = performance.now();

  const draw = () => {
    const nowMs = performance.now();
    move(Math.min(100, nowMs - lastMs), nowMs, still || options.calm());
    if (trial.isSlow(nowMs - lastMs)) {
      still = true;
      options.onSlow();
    }
    lastMs = nowMs;
    renderer.render(scene, camera);
    if (still || options.calm()) {
      const timer = setTimeout(draw, CALM_EVERY_MS);
      cancel = () => clearTimeout(timer);
    } else {
      const handle = requestAnimationFrame(draw);
      cancel = () => cancelAnimationFrame(handle);
    }
  };
  const onLost = (event: Event) => {
    event.preventDefault();
    cancel();
    options.onLost();
  };
  options.canvas.addEventListener('webglcontextlost', onLost);
  draw();
  return {
    close() {
      cancel();
      options.canvas.removeEventListener('webglcontextlost', onLost);
      disposeVrm(vrm);
      renderer.dispose();
    },
  };
}

/** Head and shoulders fill the picture, whatever the model's size. */
function compose(vrm: VRM, canvas: HTMLCanvasElement) {
  const scene = new Scene();
  scene.add(vrm.scene, new AmbientLight(0xffffff, 1.6));
  const key = new DirectionalLight(0xfff2dc, 2);
  key.position.set(0.6, 1.4, 1.2);
  scene.add(key);
  vrm.scene.updateMatrixWorld(true);
  const head = vrm.humanoid.getNormalizedBoneNode('head');
  const at = new Vector3(0, 1.4, 0);
  vrm.humanoid.getRawBoneNode('head')?.getWorldPosition(at);
  // A model's head bone is at the neck; a grown-up's face is about a twelfth of their height above it.
  const face = at.y + Math.max(0.05, at.y * 0.05);
  const distance = Math.max(0.6, at.y * 0.95);
  const camera = new PerspectiveCamera(FIELD_DEG, Math.max(0.1, canvas.clientWidth / Math.max(1, canvas.clientHeight)), 0.05, 20);
  camera.position.set(at.x, face, at.z + distance);
  camera.lookAt(at.x, face - distance * 0.03, at.z);
  const eyes = new Object3D();
  eyes.position.copy(camera.position);
  scene.add(eyes);
  if (vrm.lookAt !== undefined) vrm.lookAt.target = eyes;
  return { scene, camera, eyes: { target: eyes, home: camera.position.clone() }, head };
}

interface Eyes {
  readonly target: Object3D;
  readonly home: Vector3;
}

function createMovement(vrm: VRM, eyes: Eyes, head: Object3D | null, { activity, mouth, gaze, random }: VrmStageOptions) {
  const chest = vrm.humanoid.getNormalizedBoneNode('chest') ?? vrm.humanoid.getNormalizedBoneNode('spine');
  let pose = VRM_POSES[activity()];
  let lips: MouthShape = MOUTH_SHAPES.sil;
  let blinkAtMs = performance.now() + 1500;
  return (dtMs: number, nowMs: number, calm: boolean) => {
    pose = easeVrmPose(pose, VRM_POSES[activity()], calm ? 1 : 1 - Math.exp(-dtMs / 180));
    lips = approach(lips, mouth() ?? MOUTH_SHAPES.sil, calm ? 1 : 1 - Math.exp(-dtMs / 35));
    if (nowMs > blinkAtMs + BLINK_MS) blinkAtMs = nowMs + 2200 + random() * 3800;
    const blink = calm || nowMs < blinkAtMs ? 0 : Math.sin(((nowMs - blinkAtMs) / BLINK_MS) * Math.PI);
    const seen = activity() === 'thinking' ? null : gaze();
    const breath = calm ? 0 : Math.sin(nowMs / 1400);
    head?.rotation.set(pose.nod + (seen?.y ?? 0) * 0.06 + breath * 0.006, pose.turn + (seen?.x ?? 0) * 0.16, pose.tilt);
    if (chest !== null) chest.rotation.x = breath * 0.012;
    eyes.target.position.set(
      eyes.home.x + pose.eyesX + (seen?.x ?? 0) * 0.5,
      eyes.home.y + pose.eyesY - (seen?.y ?? 0) * 0.25,
      eyes.home.z,
    );
    const face = vrm.expressionManager;
    for (const [name, weight] of Object.entries(mouthWeights(lips))) face?.setValue(name, weight);
    face?.setValue('blink', Math.max(0, blink));
    face?.setValue('relaxed', pose.warmth * (1 - lips.open));
    vrm.update(dtMs / 1000);
  };
}

/** Times the first frames: half of them slower than the floor is slow. Asked once a frame; true at most once. */
function createTrial() {
  const times: number[] = [];
  return {
    isSlow(frameMs: number): boolean {
      if (times.length >= TRIAL_FRAMES || frameMs > 1000) return false;
      times.push(frameMs);
      if (times.length < TRIAL_FRAMES) return false;
      const sorted = times.slice(TRIAL_SKIPPED).sort((a, b) => a - b);
      return (sorted[Math.floor(sorted.length / 2)] ?? 0) > 1000 / FLOOR_FPS;
    },
  };
}

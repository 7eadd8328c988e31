/** Between badge-scanner.ts and its worker. */
export type ToScan =
  | { readonly type: 'load'; readonly wasmUrl: string }
  | { readonly type: 'scan'; readonly picture: ImageBitmap; readonly minEdge: number };

export type FromScan =
  | { readonly type: 'ready' }
  /** See PickedCode. */
  | { readonly type: 'scanned'; readonly payload: string | null; readonly several: boolean }
  | { readonly type: 'failed'; readonly reason: string };

/** Between badge-scanner.ts and its worker. */
export type ToScan = { readonly type: 'load'; readonly wasmUrl: string } | { readonly type: 'scan'; readonly picture: ImageBitmap };

export type FromScan =
  | { readonly type: 'ready' }
  | { readonly type: 'scanned'; readonly payload: string | null }
  | { readonly type: 'failed'; readonly reason: string };

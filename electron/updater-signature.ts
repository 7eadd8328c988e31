import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

/** What of a channel's file (`CHANNEL-linux.yml`) decides which program is installed. */
const releaseSchema = z.object({
  version: z.string().min(1).max(40),
  files: z
    .array(z.object({ url: z.string().min(1).max(300), sha512: z.string().min(80).max(100) }))
    .min(1)
    .max(20),
  /** Of releaseMessage(), base64url. Added by scripts/sign-release.mjs. */
  foyerSignature: z
    .string()
    .regex(/^[A-Za-z0-9_-]{86}$/)
    .optional(),
});

/**
 * What a release's signature is over: its version, and each file by name and SHA-512. electron-updater compares what it downloads with these
 * hashes, but takes the file that names them from whoever serves it; on Windows and macOS the system looks at the installer's own
 * signature beside that, an AppImage or a .deb has none that anybody looks at.
 */
export function releaseMessage({ version, files }: Pick<z.infer<typeof releaseSchema>, 'version' | 'files'>): string {
  return JSON.stringify(['foyer release', version, files.map(({ url, sha512 }) => [url, sha512])]);
}

/**
 * @param release what electron-updater read of the channel's file
 * @param keys raw Ed25519 public keys in base64url: this program's own, and the next one while it is being changed
 * @returns null, or why it is not to be installed
 */
export function releaseProblem(release: unknown, keys: readonly string[]): string | null {
  if (keys.length === 0) return 'this build knows no release key';
  const parsed = releaseSchema.safeParse(release);
  if (!parsed.success) return `the channel's file is not a release: ${parsed.error.issues[0]?.path.join('.') ?? ''}`;
  const { foyerSignature } = parsed.data;
  if (foyerSignature === undefined) return 'the release is not signed';
  const message = Buffer.from(releaseMessage(parsed.data));
  const signature = Buffer.from(foyerSignature, 'base64url');
  return keys.some((x) => isBy(x, message, signature)) ? null : 'the release is signed by somebody else';
}

function isBy(x: string, message: Buffer, signature: Buffer): boolean {
  try {
    return verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}

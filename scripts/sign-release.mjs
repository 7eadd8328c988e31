#!/usr/bin/env node
// Signs what electron-builder wrote, before it is put where kiosks look for releases:
//   node scripts/sign-release.mjs keygen release.key            prints the public key for electron/release-keys.json
//   node scripts/sign-release.mjs sign release.key out/*.yml    adds foyerSignature to each channel's file
// The key never belongs on the server that serves the releases.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

const [action, keyFile, ...files] = process.argv.slice(2);

function publicOf(privateKey) {
  return createPublicKey(privateKey).export({ format: 'jwk' }).x;
}

function keygen(path) {
  const { privateKey } = generateKeyPairSync('ed25519');
  // "wx": a key that releases were signed with is never overwritten.
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${publicOf(privateKey)}\n`);
}

/** The same text as releaseMessage() of electron/updater-signature.ts. */
function message({ version, files }) {
  return JSON.stringify(['foyer release', version, files.map(({ url, sha512 }) => [url, sha512])]);
}

function signFile(privateKey, path) {
  const release = parse(readFileSync(path, 'utf8'));
  if (typeof release?.version !== 'string' || !Array.isArray(release.files)) throw new Error(`${path} is not a channel's file`);
  const foyerSignature = sign(null, Buffer.from(message(release)), privateKey).toString('base64url');
  writeFileSync(`${path}.new`, stringify({ ...release, foyerSignature }));
  renameSync(`${path}.new`, path);
  process.stdout.write(`${path}: ${release.version} signed\n`);
}

if (action === 'keygen' && keyFile !== undefined) keygen(keyFile);
else if (action === 'sign' && keyFile !== undefined && files.length > 0) {
  const privateKey = createPrivateKey(readFileSync(keyFile, 'utf8'));
  for (const file of files) signFile(privateKey, file);
} else {
  process.stderr.write('usage: sign-release.mjs keygen FILE | sign KEY_FILE CHANNEL_FILE…\n');
  process.exitCode = 2;
}

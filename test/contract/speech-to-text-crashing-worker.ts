/** The real worker, which dies when the test calls. */
const channel = new BroadcastChannel('foyer-test-crash');
channel.onmessage = () => process.exit(9);
await import('../../native/whisper/worker.ts');

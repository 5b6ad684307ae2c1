// Runs in a thread of its own: the text of the QR code in a picture. Input: pixels as RGBA; answer: the text, or null.
import jsqr from 'jsqr';
import { parentPort, workerData } from 'node:worker_threads';

// Its package exports the function as a property of itself.
const read = typeof jsqr === 'function' ? jsqr : jsqr.default;
const { data, width, height } = workerData;
const seen = read(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' });
parentPort?.postMessage(seen?.data ?? null);

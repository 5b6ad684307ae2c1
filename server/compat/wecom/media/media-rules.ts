import type { MediaType } from '../../../modules/apps/index.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';

const most: Record<MediaType, { bytes: number; errcode: number }> = {
  image: { bytes: limits.imageBytes, errcode: 40009 },
  voice: { bytes: limits.voiceBytes, errcode: 45001 },
  video: { bytes: limits.videoBytes, errcode: 40011 },
  file: { bytes: limits.fileBytes, errcode: 45001 },
};

/** Holds an upload against the vendor's rules for its kind, read from the bytes themselves. */
export function mustFit(type: MediaType, bytes: Buffer): void {
  if (bytes.length <= 5) throw new WecomError(40006);
  if (bytes.length > most[type].bytes) throw new WecomError(most[type].errcode);
  if (type === 'image' && !isJpegOrPng(bytes)) throw new WecomError(40004);
  if (type === 'video' && bytes.subarray(4, 8).toString('latin1') !== 'ftyp') throw new WecomError(40004);
  if (type === 'voice') voiceFits(bytes);
}

const isJpegOrPng = (b: Buffer) =>
  b.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ||
  b.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));

/** Bytes of an AMR frame by its mode, the mode byte included; each frame is 20 ms. */
const frameBytes = [13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1];
const wideFrameBytes = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1];
const MOST_FRAMES = 60 * 50;

function voiceFits(bytes: Buffer): void {
  const head = bytes.subarray(0, 9).toString('latin1');
  const wide = head === '#!AMR-WB\n';
  if (!wide && !head.startsWith('#!AMR\n')) throw new WecomError(301017);
  const sizes = wide ? wideFrameBytes : frameBytes;
  let frames = 0;
  for (let at = wide ? 9 : 6; at < bytes.length; at += sizes[(bytes[at]! >> 3) & 15]!) frames++;
  if (frames > MOST_FRAMES) throw new WecomError(45007);
}

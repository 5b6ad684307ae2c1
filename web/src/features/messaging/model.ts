// What the client knows about chats, beyond the shapes of the contract.
import type { Chat } from '../../../../contract/src/messaging-shapes.ts';
import type { Draft, MessageEvent } from '../../../../contract/src/realtime.ts';

export type { Chat, Draft, MessageEvent };
export type { ChatEvent, ChangeEvent } from '../../../../contract/src/realtime.ts';

/** The newest part of a chat's log, without a gap: every message from the first one held up to event `s`. */
export interface ChatLog {
  s: number;
  messages: readonly MessageEvent[];
  /** older messages exist on the server or on this device */
  more: boolean;
}

/** A stretch of a chat away from its end, opened from search. */
export interface Stretch {
  messages: readonly MessageEvent[];
  /** where the reader wanted to go */
  target: number;
  before: boolean;
  after: boolean;
}

/** A message on its way out. */
export interface Outgoing {
  cid: string;
  c: string;
  m: Draft;
  at?: string[];
  re?: number;
  ts: number;
  state: 'uploading' | 'waiting' | 'failed' | 'sent';
  /** why it failed, as a sentence */
  why?: string;
  /** 0 to 1 while uploading */
  progress?: number;
  /** the attachment, kept until the server has it */
  file?: Blob;
  uploadId?: string;
}

export interface Person {
  id: string;
  name: string;
}

// Messages of apps and robots.
import type { WecomCall, WecomOpenCall, WecomOutsideCall } from '../call.ts';
import { appChatCalls } from './app-chats.ts';
import { changeCalls } from './message-changes.ts';
import { linkedSend, messageSend } from './message-send.ts';
import { webhookCalls } from './webhook.ts';

export const messageCalls: readonly WecomCall[] = [...changeCalls, ...appChatCalls];
export const messageOutsideCalls: readonly WecomOutsideCall[] = [messageSend, linkedSend];
export const messageOpenCalls: readonly WecomOpenCall[] = webhookCalls;

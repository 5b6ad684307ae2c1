import type { CallbackFormat } from '@teahouse/contract/callbacks';
import { readXml, textIn } from '../../kernel/read-xml.ts';
import {
  type CallbackSecrets,
  decryptText,
  encryptText,
  sameSignature,
  signatureOf,
} from './callback-crypto.ts';

export interface Outgoing {
  secrets: CallbackSecrets;
  agentNo: number;
  format: CallbackFormat;
  /** the plain text */
  body: string;
}

/** The outer envelope of a telling. Ids and cipher text hold no character that XML minds. */
export function sealedBody({ secrets, agentNo, format, body }: Outgoing): {
  body: string;
  encrypted: string;
} {
  const encrypted = encryptText(secrets, body);
  return {
    encrypted,
    body:
      format === 'json'
        ? JSON.stringify({ tousername: secrets.receiver, encrypt: encrypted, agentid: String(agentNo) })
        : `<xml><ToUserName><![CDATA[${secrets.receiver}]]></ToUserName><AgentID><![CDATA[${agentNo}]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  };
}

export interface OpenedAnswer {
  plain: string;
  signature: string;
  /** seconds since 1970, as the app wrote it and signed it */
  timestamp: number;
}

/** What an app answered: 'none' for an empty answer or a plain "success", a reason where it is not to be believed. */
export function openAnswer(
  bytes: Buffer,
  secrets: CallbackSecrets,
  format: CallbackFormat,
): OpenedAnswer | 'none' | 'not in the envelope' | 'wrong signature' | 'cannot be decrypted' {
  const text = bytes.toString().trim();
  if (!/^[<{]/.test(text)) return 'none';
  const parts = format === 'json' || text.startsWith('{') ? fromJson(text) : fromXml(text);
  if (!parts) return 'not in the envelope';
  const { encrypted, signature, timestamp, nonce } = parts;
  if (!sameSignature(signatureOf(secrets.token, timestamp, nonce, encrypted), signature))
    return 'wrong signature';
  const plain = decryptText(secrets, encrypted);
  return plain === undefined ? 'cannot be decrypted' : { plain, signature, timestamp: Number(timestamp) };
}

interface Parts {
  encrypted: string;
  signature: string;
  timestamp: string;
  nonce: string;
}

function fromXml(text: string): Parts | undefined {
  const root = readXml(text);
  const [encrypted, signature, timestamp, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map(
    (n) => textIn(root, n),
  );
  return encrypted && signature && timestamp && nonce
    ? { encrypted, signature, timestamp, nonce }
    : undefined;
}

function fromJson(text: string): Parts | undefined {
  try {
    const read = JSON.parse(text) as Record<string, unknown>;
    const [encrypted, signature, timestamp, nonce] = ['encrypt', 'msgsignature', 'timestamp', 'nonce'].map(
      (name) => (['string', 'number'].includes(typeof read[name]) ? String(read[name]) : ''),
    );
    return encrypted && signature && timestamp && nonce
      ? { encrypted, signature, timestamp, nonce }
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

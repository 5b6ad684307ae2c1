import type { ForeignRequest } from '../../../kernel/http/foreign.ts';
import { type FormPart, formParts } from '../../../kernel/http/form-parts.ts';
import { WecomError } from '../wecom.errors.ts';

/** The file of an upload: the part called `media`, or the first that looks like one. */
export function filePart(request: Pick<ForeignRequest, 'headers' | 'body'>): FormPart {
  const parts = formParts(request);
  const part =
    parts.find((p) => p.name === 'media') ?? parts.find((p) => p.fileName !== undefined) ?? parts[0];
  if (!part || part.bytes.length === 0) throw new WecomError(44001);
  return part;
}

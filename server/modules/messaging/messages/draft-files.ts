import type { FileId } from '@teahouse/contract/ids';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import type { StoredFile } from '@teahouse/contract/files';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { attachable, factsOfFiles } from '../../files/index.ts';

type TrueFacts = Omit<StoredFile, 'preview'>;
type FileDraft = Extract<Draft, { k: 'image' | 'file' | 'voice' | 'video' }>;

const isFile = (draft: Draft | ProgramDraft): draft is FileDraft =>
  draft.k === 'image' || draft.k === 'file' || draft.k === 'voice' || draft.k === 'video';

/** The files a message shows, each once: its own, or those inside a merged forward. */
export function filesIn({ k, b }: { k: string; b: unknown }): FileId[] {
  if (k === 'forward')
    return [...new Set((b as { items: { k: string; b: unknown }[] }).items.flatMap(filesIn))];
  const { fileId, picture, rows, articles } = (b ?? {}) as {
    fileId?: unknown;
    picture?: unknown;
    rows?: { fileId?: unknown }[];
    articles?: { picture?: unknown }[];
  };
  const ids = [
    fileId,
    picture,
    ...(rows ?? []).map((row) => row.fileId),
    ...(articles ?? []).map((article) => article.picture),
  ];
  return [...new Set(ids.filter((id): id is FileId => typeof id === 'string' && id.startsWith('file_')))];
}

/**
 * The draft as it may be posted: the sender may see every file in it, and name, size, type and measures are what the server knows,
 * not what the client says. Fails with files.not_found.
 */
export async function withTrueFiles<D extends Draft | ProgramDraft>(
  work: Work,
  draft: D,
): Promise<D | Draft> {
  if (isFile(draft)) {
    const facts = (await factsOfFiles(work, [draft.b.fileId])).get(draft.b.fileId);
    return facts ? trueDraft(draft, facts) : fail('files.not_found');
  }
  const ids = filesIn(draft);
  if (ids.length === 0) return draft;
  const mine = await attachable(work, ids);
  return ids.every((id) => mine.has(id)) ? draft : fail('files.not_found');
}

/** A message that is nothing but a file somebody has stored. The caller has checked who may. */
export function draftOfFile(k: FileDraft['k'], file: Omit<TrueFacts, 'fileId'> & { id: FileId }): Draft {
  const b = { fileId: file.id, name: file.name, size: file.size, mime: file.mime };
  return trueDraft({ k, b }, { ...file, fileId: file.id });
}

function trueDraft(draft: FileDraft, file: TrueFacts): Draft {
  const { width, height } = file;
  const fits =
    draft.k === 'image'
      ? file.kind === 'image'
      : draft.k === 'file' || file.kind === 'audio' || file.kind === 'video';
  return {
    k: fits ? draft.k : 'file',
    b: {
      fileId: file.fileId,
      name: file.name,
      size: file.size,
      mime: file.mime,
      ...(width && height ? { width, height } : measuresOf(draft)),
      ...(draft.b.duration === undefined ? {} : { duration: draft.b.duration }),
    },
  };
}

/** Of a video only the sender's browser knows the measures; they decide nothing but the space kept for it. */
function measuresOf({ k, b }: FileDraft): { width?: number; height?: number } {
  return k === 'video' && b.width && b.height ? { width: b.width, height: b.height } : {};
}

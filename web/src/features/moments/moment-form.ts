import type { InputOf } from '../../../../contract/src/define.ts';
import type { CustomerTagId, DepartmentId, FileId, MemberId } from '../../../../contract/src/ids.ts';
import type { moments } from '../../../../contract/src/moments.ts';

export interface SentFile {
  fileId: FileId;
  name: string;
  size: number;
  mime: string;
}
export type SendFile = (file: File) => Promise<{ file: SentFile } | { failure: string }>;

/** What stands in the form; '' means none. */
export interface Composed {
  text: string;
  files: readonly (SentFile & { alt: string })[];
  linkTitle: string;
  linkUrl: string;
  kind: 'own' | 'task';
  memberIds: readonly MemberId[];
  departmentIds: readonly DepartmentId[];
  automatic: boolean;
  tagId: string;
  holdOut: string;
  at: string;
}

export const blank: Composed = {
  text: '',
  files: [],
  linkTitle: '',
  linkUrl: '',
  kind: 'own',
  memberIds: [],
  departmentIds: [],
  automatic: false,
  tagId: '',
  holdOut: '10',
  at: '',
};

/** What is sent to the server; undefined while something is missing. */
export function inputOf(c: Composed): InputOf<typeof moments.createMoment> | undefined {
  const pictures = c.files.filter((f) => f.mime.startsWith('image/'));
  const film = c.files.find((f) => f.mime.startsWith('video/'));
  const link =
    c.linkTitle.trim() && c.linkUrl.trim() ? { title: c.linkTitle.trim(), url: c.linkUrl.trim() } : null;
  if (!c.text.trim() && c.files.length === 0 && !link) return undefined;
  if (c.kind === 'task' && c.memberIds.length + c.departmentIds.length === 0) return undefined;
  return {
    content: {
      text: c.text.trim(),
      pictures: pictures.map(({ fileId, name, size, mime, alt }) => ({ fileId, name, size, mime, alt })),
      video: film ? { fileId: film.fileId, name: film.name, size: film.size, mime: film.mime } : null,
      link,
    },
    kind: c.kind,
    tagIds: c.tagId ? [c.tagId as CustomerTagId] : [],
    memberIds: c.kind === 'task' ? [...c.memberIds] : [],
    departmentIds: c.kind === 'task' ? [...c.departmentIds] : [],
    automatic: c.kind === 'task' && c.automatic,
    holdOut: Math.round(Number(c.holdOut) * 100),
    ...(c.at ? { at: new Date(c.at).toISOString() } : {}),
  };
}

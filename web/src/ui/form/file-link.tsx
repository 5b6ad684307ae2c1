import { Paperclip } from 'lucide-react';
import type { FileId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { size } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { useFormWords } from './words.ts';

/** A file by its name; pictures show themselves. */
export function FileLink({ fileId, n }: { fileId: FileId; n: number }) {
  const words = useFormWords();
  const { data } = useLoaded(fileId, (signal) => api.files.describeFile({ fileId }, { signal }));
  return (
    <a
      href={`/api/files/${fileId}`}
      target="_blank"
      rel="noreferrer"
      className="inline-flex max-w-full min-w-0 items-center gap-1.5 rounded-chip text-dense text-accent hover:underline"
    >
      {data?.preview ? (
        <img
          src={`/api/files/${fileId}/thumb`}
          alt=""
          className="size-10 shrink-0 rounded-chip border border-line object-cover"
        />
      ) : (
        <Paperclip aria-hidden className="size-3.5 shrink-0" />
      )}
      <span className="truncate">{data?.name ?? words.file(n)}</span>
      {data && <span className="tabular shrink-0 text-small text-text-3">{size(data.size)}</span>}
    </a>
  );
}

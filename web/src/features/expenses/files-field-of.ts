import type { ReactNode } from 'react';
import type { FileId } from '../../../../contract/src/ids.ts';

/** Draws the field that takes files; given by the page, since sending them is another part's business. */
export type FilesFieldOf = (
  label: string,
  value: readonly FileId[],
  onValue: (files: FileId[]) => void,
) => ReactNode;

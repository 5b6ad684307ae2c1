import { createContext } from 'react';
import type { FileId } from '../../../../contract/src/ids.ts';

/** Sends a file; answers with its id, or with why not. */
export type SendFile = (file: File) => Promise<{ fileId: FileId } | { failure: string }>;
export const SendFileContext = createContext<SendFile>(() =>
  Promise.reject(new Error('No way to send files was given to these pages')),
);

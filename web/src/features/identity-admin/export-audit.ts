import { saveFile } from '../../lib/save-file.ts';

/** Fetches the log as CSV and hands it to the browser to keep. Throws ApiError or Unreachable. */
export const exportAudit = (filter: Record<string, string>): Promise<void> =>
  saveFile(`/admin/audit.csv?${new URLSearchParams(filter).toString()}`, 'audit.csv');

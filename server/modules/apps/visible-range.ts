import type { VisibleRange } from '@teahouse/contract/apps';

export const everybody: VisibleRange = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

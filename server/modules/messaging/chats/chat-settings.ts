import type { ChatSettings } from '@teahouse/contract/messaging-shapes';

/** A group is open to its members until its owner closes something. */
export const openSettings: ChatSettings = {
  mentionAll: 'all',
  pin: 'all',
  invite: 'all',
  rename: 'all',
  post: 'all',
};

/** A department's group is run by its admins. */
export const departmentSettings: ChatSettings = {
  mentionAll: 'admins',
  pin: 'admins',
  invite: 'admins',
  rename: 'admins',
  post: 'all',
};

export const GROUP_LIMIT = 5_000;

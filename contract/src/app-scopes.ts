// What an administrator lets an app do. Each endpoint says which of these opens it to apps.
export const appScopes = [
  'contacts.read',
  'contacts.sensitive',
  'contacts.write',
  'messages.send',
  'files',
  'customers.read',
  'customers.write',
  'attendance.read',
] as const;
export type AppScope = (typeof appScopes)[number];

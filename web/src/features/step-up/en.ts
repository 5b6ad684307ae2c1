import type { StepUpWords } from './zh.ts';

export const en: StepUpWords = {
  title: 'Confirm that it is you',
  text: 'This action matters. Once confirmed you are not asked again for ten minutes.',
  way: 'Confirm with',
  ways: { password: 'Password', totp: 'App code', passkey: 'Passkey', recovery: 'Recovery code' },
  password: 'Password',
  totp: 'Six digits from your authenticator app',
  recovery: 'A recovery code not used before',
  passkeyText: 'Press the button below and confirm on your device with fingerprint, face or security key.',
  passkeyStopped: 'The passkey was not confirmed; try again or choose another way',
  none: 'Your account has nothing to confirm with. Sign out, sign in again and repeat the action at once.',
  cancel: 'Cancel',
  prove: 'Confirm',
};

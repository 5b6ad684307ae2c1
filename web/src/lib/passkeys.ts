// The browser's side of passkeys. Null where the member stopped it on their device, or the device has none.
type Json = Record<string, unknown>;

/** Asks the device for a passkey it has for us. */
export async function showPasskey(options: Json): Promise<Json | null> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return await orStopped(startAuthentication({ optionsJSON: options as never }));
}

/** Asks the device to make one. */
export async function makePasskey(options: Json): Promise<Json | null> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  return await orStopped(startRegistration({ optionsJSON: options as never }));
}

async function orStopped(asked: Promise<object>): Promise<Json | null> {
  try {
    return { ...(await asked) };
  } catch (error) {
    if (error instanceof Error && /^(NotAllowed|Abort|InvalidState|Security|WebAuthn)Error$/.test(error.name))
      return null;
    throw error;
  }
}

/** Whether this browser can do it at all: passkeys want https, or this very machine. */
export const canPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && globalThis.isSecureContext;

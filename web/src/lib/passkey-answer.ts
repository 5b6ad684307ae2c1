/** Asks the device for a passkey. Null when the member stopped it there, or the device has none. */
export async function passkeyAnswer(
  options: Record<string, unknown>,
): Promise<Record<string, unknown> | null> {
  const { startAuthentication, WebAuthnError } = await import('@simplewebauthn/browser');
  try {
    return { ...(await startAuthentication({ optionsJSON: options as never })) };
  } catch (error) {
    if (error instanceof WebAuthnError || error instanceof DOMException) return null;
    if (error instanceof Error && error.name === 'NotAllowedError') return null;
    throw error;
  }
}

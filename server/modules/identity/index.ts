// The door of identity: who somebody is, and what they may administer.
import { identity as contract } from '@teahouse/contract/identity';
import { identityAdmin } from '@teahouse/contract/identity-admin';
import { qrSignIn } from '@teahouse/contract/qr-sign-in';
import { defineModule } from '../../kernel/module.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { activateTotp } from './activate-totp.ts';
import { addPasskey } from './add-passkey.ts';
import { beginPasskey } from './begin-passkey.ts';
import { beginTotp } from './begin-totp.ts';
import { changePassword } from './change-password.ts';
import { confirmPasskeyOptions } from './confirm-passkey-options.ts';
import { confirm } from './confirm.ts';
import { dropFactors } from './drop-factors.ts';
import { endMemberSession } from './end-member-session.ts';
import { endMemberSessions } from './end-member-sessions.ts';
import { endMyOtherSessions } from './end-my-other-sessions.ts';
import { endMySession } from './end-my-session.ts';
import { endStaleSessions } from './end-stale-sessions.ts';
import { exportAudit } from './export-audit.ts';
import { finishSso } from './finish-sso.ts';
import { forgotPassword } from './forgot-password.ts';
import { getSignInPolicy } from './get-sign-in-policy.ts';
import { getSso } from './get-sso.ts';
import { grantRole } from './grant-role.ts';
import { handOver } from './hand-over.ts';
import { identitySocket } from './identity.socket.ts';
import { subscribers } from './identity.subscribers.ts';
import { invitation } from './invitation.ts';
import { inviteMember, sendInvitation } from './invite-member.ts';
import { listRoles } from './list-roles.ts';
import { me } from './me.ts';
import { memberSessions } from './member-sessions.ts';
import { mySecurity } from './my-security.ts';
import { mySessions } from './my-sessions.ts';
import { askQrSignIn } from './qr/ask-qr-sign-in.ts';
import { decideQrSignIn } from './qr/decide-qr-sign-in.ts';
import { lookAtQrSignIn } from './qr/look-at-qr-sign-in.ts';
import { startQrSignIn } from './qr/start-qr-sign-in.ts';
import { passkeyOptions } from './passkey-options.ts';
import { readAudit } from './read-audit.ts';
import { removePasskey } from './remove-passkey.ts';
import { removeTotp } from './remove-totp.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { revokeRole } from './revoke-role.ts';
import { secondPasskeyOptions } from './second-passkey-options.ts';
import { sendReset } from './send-reset.ts';
import { setSignInPolicy } from './set-sign-in-policy.ts';
import { setSso } from './set-sso.ts';
import { setUp } from './set-up.ts';
import { setupState } from './setup-state.ts';
import { signInSecond } from './sign-in-second.ts';
import { signInWays } from './sign-in-ways.ts';
import { signInWithPasskey } from './sign-in-with-passkey.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { startSso } from './start-sso.ts';
import { verifyAudit } from './verify-audit.ts';

export { activeOn } from './active-days.ts';
export { csvLine, plainCell } from './csv.ts';
export { createCorp, type NewCorp } from './create-corp.ts';
export { sendInvitation } from './invite-member.ts';
export { finishSignIn } from './finish-sign-in.ts';
export { holdersOf, ownersOf } from './owners-of.ts';
export { openSession } from './open-session.ts';
export { askForPasskey, memberOfPasskey } from './passkey-check.ts';
export { hashPassword } from './password.ts';
export { mustBeStrong } from './password-rules.ts';
export { sessionsAlive } from './sessions-alive.ts';
export { recognise } from './recognise.ts';
export { refreshLogins, setPasswordHash } from './set-password.ts';
export { asFirst } from './set-up.ts';

export const identity = defineModule({
  name: 'identity',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...contract, ...identityAdmin, ...qrSignIn },
  handlers: {
    acceptInvitation,
    activateTotp,
    addPasskey,
    askQrSignIn,
    decideQrSignIn,
    lookAtQrSignIn,
    startQrSignIn,
    beginPasskey,
    beginTotp,
    changePassword,
    confirm,
    confirmPasskeyOptions,
    dropFactors,
    endMemberSession,
    endMemberSessions,
    endMyOtherSessions,
    endMySession,
    exportAudit,
    finishSso,
    forgotPassword,
    getSignInPolicy,
    getSso,
    grantRole,
    handOver,
    invitation,
    inviteMember,
    listRoles,
    me,
    memberSessions,
    mySecurity,
    mySessions,
    passkeyOptions,
    readAudit,
    removePasskey,
    removeTotp,
    renewRecoveryCodes,
    revokeRole,
    secondPasskeyOptions,
    setSignInPolicy,
    setSso,
    setUp,
    setupState,
    signIn,
    signInSecond,
    signInWays,
    signInWithPasskey,
    signOut,
    startSso,
    verifyAudit,
  },
  subscribers,
  jobs: [endStaleSessions, sendInvitation, sendReset],
  socket: identitySocket,
});

import { linkSource } from '../approvals/index.ts';
import type { MeetingRoomId } from '@teahouse/contract/ids';
import { roomsFor } from './rooms.ts';

/** Forms name rooms that are open to their writer. */
export function followForms(): void {
  linkSource('room', {
    async name(work, member, ids) {
      const rooms = await roomsFor(work, member);
      return new Map(
        rooms
          .filter((r) => (ids as readonly MeetingRoomId[]).includes(r.id))
          .map((r) => [r.id, { title: [r.name, r.place].filter(Boolean).join(' · ') }]),
      );
    },
  });
}

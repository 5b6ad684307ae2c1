// The door of messaging: chats, their logs, and the devices that follow them.
import { messaging as contract } from '@teahouse/contract/messaging';
import { defineModule } from '../../kernel/module.ts';
import { addChatMembers } from './chats/add-chat-members.ts';
import { createGroup } from './chats/create-group.ts';
import { openDepartmentChat } from './chats/department-chat.ts';
import { dissolveChat } from './chats/dissolve-chat.ts';
import { getChat } from './chats/get-chat.ts';
import { listChatMembers } from './chats/list-chat-members.ts';
import { listChats } from './chats/list-chats.ts';
import { markRead } from './chats/mark-read.ts';
import { openDirect } from './chats/open-direct.ts';
import { removeChatMember } from './chats/remove-chat-member.ts';
import { setChatRole } from './chats/set-chat-role.ts';
import { setMyChat } from './chats/set-my-chat.ts';
import { updateChat } from './chats/update-chat.ts';
import { getSpeakers } from './guests/speakers.ts';
import { editMessage } from './messages/edit-message.ts';
import { forwardMessages } from './messages/forward-messages.ts';
import { listMessages } from './messages/list-messages.ts';
import { listReaders } from './messages/list-readers.ts';
import { listReplies } from './messages/list-replies.ts';
import { listVersions } from './messages/list-versions.ts';
import { listPins, pinMessage } from './messages/pin-message.ts';
import { postMessage } from './messages/post-message.ts';
import { reactToMessage } from './messages/react-to-message.ts';
import { recallMessage } from './messages/recall-message.ts';
import { cancelScheduled, listScheduled, scheduleMessage, sendScheduled } from './messages/scheduled.ts';
import { chatsISee } from './messaging.access.ts';
import { followLeavers, followMoves } from './messaging.subscribers.ts';
import { chatSocket } from './realtime/chat-socket.ts';
import { searchChats } from './search/search-chats.ts';
import { indexMessages } from './search/index-messages.ts';
import { search } from './search/search-messages.ts';

export { giveGroups, ownedGroups } from './chats/owned-groups.ts';
export { chatTitles } from './chats/chat-titles.ts';
export { type UnreadSeat, unreadSeats } from './chats/unread-seats.ts';
export { expireMessages } from './log/expire-messages.ts';
export { readLogs } from './log/read-logs.ts';
export { myUnreadMentions } from './messages/my-unread-mentions.ts';
export { type LeftUnread, leftUnread } from './messages/left-unread.ts';
export { directChat } from './chats/open-direct.ts';
export { seatableMembers } from './chats/seatable-members.ts';
export { makeChat } from './chats/make-chat.ts';
export { importHistory, type PastMessage } from './log/import-history.ts';
export { followChat, guestChat, guestOf } from './guests/guest-chat.ts';
export { passGuestChat } from './guests/pass-guest-chat.ts';
export { changeBody, recallAs } from './guests/change-as.ts';
export { changeGroupAs, groupsNamed, membersSeated, seatedByName } from './guests/group-as.ts';
export { noticeIn, seatGuest, unseatGuest } from './guests/group-guests.ts';
export { cardToMember } from './guests/card-to-member.ts';
export { deskChat, serveInChat } from './guests/desk-chat.ts';
export { postAs } from './guests/post-as.ts';
export { postedAs } from './guests/posted-as.ts';
export { saidToGuest } from './guests/said-to-guest.ts';
export { type SpeakerChat, speakerChats } from './guests/speaker-chats.ts';
export { letSpeak, nameSpeaker } from './guests/speakers.ts';
export { withTrueFiles } from './messages/draft-files.ts';
export { pageOf } from './messages/list-messages.ts';
export type { Moved } from './log/moved.ts';
export { chatHistory } from './messages/chat-history.ts';
export { messagesAt, messageToRead } from './messages/message.access.ts';
export { draftOfFile } from './messages/draft-files.ts';
export { post } from './messages/post-message.ts';
export { hintMembers } from './realtime/member-events.ts';
export { groupToChange, mySeat } from './messaging.access.ts';
export { folded, tokensOf } from './search/tokens.ts';
export { indexBatch } from './search/index-messages.ts';
export { lastHeard } from './guests/last-heard.ts';

export const messaging = defineModule({
  name: 'messaging',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listChats,
    getChat,
    openDirect,
    getSpeakers,
    createGroup,
    openDepartmentChat,
    updateChat,
    dissolveChat,
    listChatMembers,
    addChatMembers,
    removeChatMember,
    setChatRole,
    postMessage,
    listMessages,
    listReplies,
    editMessage,
    listVersions,
    recallMessage,
    reactToMessage,
    pinMessage,
    listPins,
    listReaders,
    forwardMessages,
    markRead,
    setMyChat,
    scheduleMessage,
    listScheduled,
    cancelScheduled,
    search,
    searchChats,
  },
  subscribers: [followMoves, followLeavers],
  jobs: [sendScheduled, indexMessages],
  socket: chatSocket,
  fileViewers: { chat: chatsISee },
});

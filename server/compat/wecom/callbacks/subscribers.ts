// Everything foreign programs are told of, and what they answer.
import type { Subscriber } from '../../../kernel/module.ts';
import { tellApproval, tellQuestion } from './about-approvals.ts';
import { tellCalendar, tellRoom, tellSchedule } from './about-calendars.ts';
import { tellCard, tellEntered, tellMenu } from './about-cards.ts';
import {
  tellCustomerAdded,
  tellCustomerChanged,
  tellCustomerMoved,
  tellCustomerTag,
} from './about-customers.ts';
import { tellLinkChat, tellLinkClosed, tellLinkFollowed } from './about-links.ts';
import { tellGroupChanged } from './about-groups.ts';
import { tellDesk } from './about-desks.ts';
import { tellDepartment } from './about-departments.ts';
import { tellJob } from './about-jobs.ts';
import { tellChanged, tellJoined, tellMoved, tellStopped } from './about-members.ts';
import { tellMessage } from './about-messages.ts';
import { tellBotCard, tellBotEntered, tellBotMessage } from '../bot/tell-bots.ts';
import { tellTag } from './about-tags.ts';
import { hearAnswer } from './answers.ts';

export const subscribers: readonly Subscriber[] = [
  tellJoined,
  tellChanged,
  tellMoved,
  tellStopped,
  tellDepartment,
  tellMessage,
  tellJob,
  tellCard,
  tellMenu,
  tellEntered,
  tellCustomerAdded,
  tellCustomerChanged,
  tellCustomerMoved,
  tellCustomerTag,
  tellLinkFollowed,
  tellLinkChat,
  tellLinkClosed,
  tellGroupChanged,
  tellDesk,
  tellApproval,
  tellQuestion,
  tellCalendar,
  tellSchedule,
  tellRoom,
  tellBotMessage,
  tellBotEntered,
  tellBotCard,
  tellTag,
  hearAnswer,
];

// Setting up the service desk: desks, who serves, canned replies and what is known.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { Desk, DeskArticle, DeskReply, DeskServer, deskSettings } from './desk-shapes.ts';
import { Page } from './directory.ts';
import { DeskArticleId, DeskId, DeskReplyId } from './ids.ts';

const article = {
  deskId: DeskId.nullable().default(null),
  question: z.string().trim().min(1).max(200),
  similar: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  answer: z.string().trim().min(1).max(4_000),
};

export const deskAdmin = {
  listDesks: endpoint({
    method: 'GET',
    path: '/admin/desks',
    summary: 'Every service desk of the company',
    who: 'admin:members',
    input: z.object({}),
    output: z.object({ desks: z.array(Desk) }),
    errors: ['directory.outside_scope'],
    raw: true,
  }),
  createDesk: endpoint({
    method: 'POST',
    path: '/admin/desks',
    summary: 'A new service desk with its link and its widget',
    who: 'admin:members',
    input: z.object({ ...deskSettings, servers: z.array(DeskServer).max(2_000).default([]) }),
    output: Desk,
    errors: ['directory.outside_scope', 'directory.member_not_found', 'desk.bad_zone', 'files.not_found'],
    raw: true,
  }),
  changeDesk: endpoint({
    method: 'PATCH',
    path: '/admin/desks/:deskId',
    summary: 'Change a service desk, who serves at it, or close it to new customers',
    who: 'admin:members',
    input: z.object({
      deskId: DeskId,
      ...z.object(deskSettings).partial().shape,
      servers: z.array(DeskServer).max(2_000).optional(),
      closed: z.boolean().optional(),
    }),
    output: Desk,
    errors: [
      'directory.outside_scope',
      'directory.member_not_found',
      'desk.desk_not_found',
      'desk.bad_zone',
      'files.not_found',
    ],
    raw: true,
  }),
  saveDeskReply: endpoint({
    method: 'POST',
    path: '/admin/desk-replies',
    summary: 'Keep a canned reply; with an id, change it',
    who: 'admin:members',
    input: z.object({
      replyId: DeskReplyId.optional(),
      title: z.string().trim().min(1).max(60),
      text: z.string().trim().min(1).max(4_000),
    }),
    output: DeskReply,
    errors: ['directory.outside_scope', 'desk.reply_not_found'],
  }),
  removeDeskReply: endpoint({
    method: 'DELETE',
    path: '/admin/desk-replies/:replyId',
    summary: 'Take a canned reply away',
    who: 'admin:members',
    input: z.object({ replyId: DeskReplyId }),
    output: z.object({}),
    errors: ['directory.outside_scope', 'desk.reply_not_found'],
  }),
  listDeskArticles: endpoint({
    method: 'GET',
    path: '/admin/desk-articles',
    summary: 'Knowledge articles, newest first, or those that answer a question',
    who: 'admin:members',
    input: z.object({ q: z.string().trim().max(200).default(''), ...Page }),
    output: z.object({ articles: z.array(DeskArticle), next: z.string().nullable() }),
    errors: ['directory.outside_scope'],
  }),
  saveDeskArticle: endpoint({
    method: 'POST',
    path: '/admin/desk-articles',
    summary: 'Keep a knowledge article; with an id, change it',
    who: 'admin:members',
    input: z.object({ articleId: DeskArticleId.optional(), ...article }),
    output: DeskArticle,
    errors: ['directory.outside_scope', 'desk.article_not_found', 'desk.desk_not_found'],
  }),
  removeDeskArticle: endpoint({
    method: 'DELETE',
    path: '/admin/desk-articles/:articleId',
    summary: 'Take a knowledge article away',
    who: 'admin:members',
    input: z.object({ articleId: DeskArticleId }),
    output: z.object({}),
    errors: ['directory.outside_scope', 'desk.article_not_found'],
  }),
};

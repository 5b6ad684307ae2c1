// Other people's interfaces, each in a folder that can be taken out without anything else noticing.
import type { ForeignDoor } from '../kernel/http/foreign.ts';
import { caldav } from './caldav/caldav.http.ts';
import { dingtalk } from './dingtalk/dingtalk.http.ts';
import { feishu } from './feishu/feishu.http.ts';
import { jssdk } from './wecom/jssdk/jssdk.http.ts';
import { wecom } from './wecom/wecom.http.ts';

export const doors: readonly ForeignDoor[] = [jssdk, wecom, dingtalk, feishu, caldav];

// Paths that many programs call, in the families that stand: each has a route of its own.
import { expect, test } from 'vitest';
import { calls, openCalls, outsideCalls } from './calls.ts';

/** Called by nearly every client seen. */
const first = `
gettoken get_jsapi_ticket ticket/get
message/send message/recall
user/get user/list user/getuserinfo user/delete user/update user/create user/simplelist user/batchdelete
user/convert_to_openid user/list_id user/authsucc user/convert_to_userid user/getuserid
department/list department/create department/delete department/simplelist department/get department/update
media/upload media/uploadimg media/get media/upload_attachment
agent/get agent/set menu/create menu/delete menu/get
tag/get tag/addtagusers tag/create tag/update tag/delete tag/deltagusers tag/list
webhook/send appchat/send batch/invite batch/getresult`;

/** Called by many. */
const second = `
appchat/create appchat/get appchat/update corp/get_join_qrcode
agent/list agent/get_workbench_template agent/set_workbench_data agent/set_workbench_template
batch/replaceparty batch/replaceuser batch/syncuser batch/openuserid_to_userid batch/userid_to_openuserid
auth/getuserdetail auth/getuserinfo auth/get_tfa_info media/get/jssdk media/upload_by_url
user/get_userid_by_email user/get_active_stat user/getuserdetail user/tfa_succ
get_api_domain_ip getcallbackip miniprogram/jscode2session
export/department export/get_result export/simple_user export/taguser export/user
message/update_template_card message/get_statistics message/update_taskcard webhook/upload_media`;

const known = new Set([...calls, ...openCalls, ...outsideCalls].map((c) => c.path));
const missing = (listed: string) =>
  listed
    .trim()
    .split(/\s+/)
    .filter((path) => !known.has(`/cgi-bin/${path}`));

test('what nearly every program calls is there', () => {
  expect(missing(first)).toEqual([]);
});

test('what many programs call is there', () => {
  expect(missing(second)).toEqual([]);
});

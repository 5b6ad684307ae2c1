"""wechatpy in the office: requests, attendance, journals, calendars and meeting rooms."""

import time

from record import ask, must, setting, trying
from wechatpy.work import WeChatClient

mark, member, colleague = setting["mark"], setting["member"], setting["colleague"]


def at(hour):
    """Whole hours of tomorrow's tomorrow, in seconds."""
    return int(time.time() // 86_400 + 2) * 86_400 + hour * 3_600


def try_office():
    attempt = trying("wechatpy")
    office = ask("/office")
    client = WeChatClient(setting["corpId"], setting["secret"])
    oa, kept = client.oa, {}
    now = int(time.time())

    def form():
        seen = oa.get_template_detail(office["template"])
        first = seen["template_content"]["controls"][0]["property"]
        must(first["control"] == "Text" and first["id"] == "reason", seen)

    attempt("oa/gettemplatedetail", form)

    def applied():
        values = {"contents": [{"control": "Text", "id": "reason", "value": {"text": f"打车 {mark}"}}]}
        summary = [{"summary_info": [{"text": f"打车 {mark}", "lang": "zh_CN"}]}]
        approver = [{"attr": 1, "userid": [member]}]
        kept["no"] = oa.apply_event(colleague, office["template"], 0, approver, values, summary)["sp_no"]
        ask("/agree", no=kept["no"])

    attempt("oa/applyevent", applied)

    def detail():
        seen = oa.get_approval_detail(kept["no"])["info"]
        must(seen["sp_status"] == 2 and seen["applyer"]["userid"] == colleague, seen)
        must(seen["apply_data"]["contents"][0]["value"]["text"] == f"打车 {mark}", seen)

    attempt("oa/getapprovaldetail", detail)

    def found():
        filters = [{"key": "creator", "value": colleague}, {"key": "sp_status", "value": "2"}]
        seen = oa.get_approval_info(str(now - 3_600), str(now + 60), 0, filters=filters)
        must(kept["no"] in seen["sp_no_list"], seen)

    attempt("oa/getapprovalinfo", found)

    record = {"userid": colleague, "checkin_time": now - 86_400, "location_title": f"西门 {mark}"}
    client.post("checkin/add_checkin_record", data={"records": [record]})
    span = (now - 3 * 86_400, now, [colleague])

    def punches():
        seen = oa.get_checkin_data(3, *span)["checkindata"]
        must(f"西门 {mark}" in [p["location_title"] for p in seen], seen)

    attempt("checkin/getcheckindata", punches)

    def days():
        seen = oa.get_checkin_daydata(*span)["datas"]
        must(len(seen) >= 2 and all(d["base_info"]["acctid"] == colleague for d in seen), seen)
        must(seen[0]["base_info"]["rule_info"]["groupname"] == "相容工时", seen)

    attempt("checkin/getcheckin_daydata", days)

    def month():
        seen = oa.get_checkin_monthdata(now - 20 * 86_400, now, [colleague])["datas"]
        must(seen and seen[0]["summary_info"]["work_days"] > 0, seen)

    attempt("checkin/getcheckin_monthdata", month)

    def option():
        seen = oa.get_checkin_option(now - now % 86_400, [colleague])["info"]
        must(seen[0]["userid"] == colleague and seen[0]["group"]["groupname"] == "相容工时", seen)

    attempt("checkin/getcheckinoption", option)

    def rules():
        seen = oa.get_corp_checkin_option()["group"]
        must("相容工时" in [g["groupname"] for g in seen], seen)

    attempt("checkin/getcorpcheckinoption", rules)
    attempt("checkin/getcheckinschedulist", lambda: must(oa.get_checkin_schedu_list(*span)["errcode"] == 0, "?"))

    def journals():
        filters = [{"key": "template_id", "value": office["journalTemplate"]}]
        seen = oa.get_journal_record_list(now - 3_600, now + 60, 0, 10, filters)
        must(seen["journaluuid_list"] == [office["journal"]] and seen["endflag"] == 1, seen)

    attempt("oa/journal/get_record_list", journals)

    def journal():
        seen = oa.get_journal_record_detail(office["journal"])["info"]
        must(seen["submitter"]["userid"] == member, seen)
        must(seen["apply_data"]["contents"][0]["value"]["text"] == f"盘点完毕 {mark}", seen)

    attempt("oa/journal/get_record_detail", journal)

    def stat():
        seen = oa.get_journal_stat_list(now - 86_400, now + 60, office["journalTemplate"])
        must(isinstance(seen["stat_list"], list), seen)

    attempt("oa/journal/get_stat_list", stat)

    def calendar():
        kept["calendar"] = client.calendar.add(member, f"排班 {mark}", "#FF3030", shares=[colleague])
        seen = client.calendar.get([kept["calendar"]])
        must(seen[0]["summary"] == f"排班 {mark}" and seen[0]["shares"][0]["userid"] == colleague, seen)

    attempt("oa/calendar/add", calendar)

    def schedule():
        made = client.schedule.add(member, at(1), at(2), [colleague], f"晨会 {mark}", calendar_id=kept["calendar"])
        kept["schedule"] = made
        seen = client.schedule.get([made])
        must(seen[0]["summary"] == f"晨会 {mark}" and seen[0]["start_time"] == at(1), seen)

    attempt("oa/schedule/add", schedule)

    def moved():
        client.schedule.update(
            member, kept["schedule"], at(3), at(4), [colleague], f"晚会 {mark}", calendar_id=kept["calendar"]
        )
        seen = client.schedule.get([kept["schedule"]])
        must(seen[0]["summary"] == f"晚会 {mark}" and seen[0]["start_time"] == at(3), seen)

    attempt("oa/schedule/update", moved)

    def of_calendar():
        seen = client.schedule.get_by_calendar(kept["calendar"])
        must([s["schedule_id"] for s in seen] == [kept["schedule"]], seen)

    attempt("oa/schedule/get_by_calendar", of_calendar)

    def without():
        client.schedule.del_users(kept["schedule"], [colleague])
        seen = client.schedule.get([kept["schedule"]])
        must(colleague not in [a["userid"] for a in seen[0].get("attendees", [])], seen)

    attempt("oa/schedule/del_attendees", without)

    def cancelled():
        client.schedule.delete(kept["schedule"])
        must(client.schedule.get_by_calendar(kept["calendar"]) == [], "still there")

    attempt("oa/schedule/del", cancelled)
    attempt("oa/calendar/del", lambda: client.calendar.delete(kept["calendar"]) and None)

    def room():
        kept["room"] = oa.add_meetingroom(mark[-12:], 6, equipment=[1, 3])["meetingroom_id"]
        oa.edit_meetingroom(kept["room"], mark[-12:], 8)
        seen = oa.get_meetingroom_list()["meetingroom_list"]
        must([r["capacity"] for r in seen if r["meetingroom_id"] == kept["room"]] == [8], seen)

    attempt("oa/meetingroom/add", room)

    def booked():
        oa.book_meetingroom(kept["room"], at(5), at(6), member, f"对账 {mark}", [colleague])
        seen = oa.get_meetingroom_booking_info(kept["room"], at(0), at(24))["booking_list"]
        must(seen[0]["schedule"][0]["booker"] == member, seen)

    attempt("oa/meetingroom/book", booked)
    attempt("oa/meetingroom/del", lambda: oa.delete_meetingroom(kept["room"]) and None)

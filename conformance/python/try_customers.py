"""wechatpy manages customers: codes, tags, remarks, mass messages, groups and hand-overs, in a company of its own."""

import time

from record import ask, must, setting, trying, until
from wechatpy.exceptions import WeChatClientException
from wechatpy.work import WeChatClient


def try_customers():
    attempt = trying("wechatpy")
    shop = ask("/shop", customers="5")
    me, colleague, leaver = shop["userid"], shop["colleague"], shop["leaver"]
    client = WeChatClient(shop["corpId"], shop["secret"])
    customers = client.external_contact
    kept = {}
    contact = lambda one: next(f for f in customers.get(one)["follow_user"] if f["userid"] == me)  # noqa: E731

    def followed(who):
        try:
            return customers.list(who)["external_userid"]
        except WeChatClientException as error:  # whoever follows nobody is refused
            must(error.errcode == 84061, error)
            return []

    def listed():
        kept["all"] = customers.list(me)["external_userid"]
        must(len(set(kept["all"])) == 5, kept)
        must(me in customers.get_follow_user_list()["follow_user"], "I do not follow")

    attempt("externalcontact/list", listed)

    def got():
        seen = customers.get(kept["all"][0])
        must(seen["external_contact"]["external_userid"] == kept["all"][0] and seen["follow_user"][0]["userid"] == me, seen)

    attempt("externalcontact/get", got)

    def batch():
        seen = list(customers.gen_all_by_user(me, limit=2))
        must({c["external_contact"]["external_userid"] for c in seen} == set(kept["all"]), seen)

    attempt("externalcontact/batch/get_by_user", batch)

    def way():
        made = customers.add_contact_way(2, 2, remark="门店", state="py1", user=[me, colleague])
        kept["way"] = made["config_id"]
        ask("/shop/visit", link=made["qr_code"], times="1")
        seen = [one for who in (me, colleague) for one in followed(who) if one not in kept["all"]]
        must(len(seen) == 1, seen)
        must(customers.get(seen[0])["follow_user"][0]["state"] == "py1", seen)

    attempt("externalcontact/add_contact_way", way)

    def changed_way():
        customers.update_contact_way(kept["way"], "新门店", state="py2", user=[colleague])
        seen = customers.get_contact_way(kept["way"])["contact_way"]
        must(seen["remark"] == "新门店" and seen["state"] == "py2" and seen["user"] == [colleague], seen)

    attempt("externalcontact/update_contact_way", changed_way)
    attempt("externalcontact/get_contact_way", lambda: must(customers.get_contact_way(kept["way"])["contact_way"]["type"] == 2, "?"))

    def dropped_way():
        customers.del_contact_way(kept["way"])
        refused(lambda: customers.get_contact_way(kept["way"]))

    attempt("externalcontact/del_contact_way", dropped_way)

    def tag():
        made = customers.add_corp_tag(None, "等级", None, [{"name": "金"}, {"name": "银"}])["tag_group"]
        kept["group"], kept["tag"] = made["group_id"], made["tag"][0]["id"]
        must([t["name"] for t in made["tag"]] == ["金", "银"], made)

    attempt("externalcontact/add_corp_tag", tag)

    def tag_changed():
        customers.edit_corp_tag(kept["tag"], name="钻石")
        seen = customers.get_corp_tag_list([kept["tag"]])["tag_group"]
        must(seen[0]["group_id"] == kept["group"] and seen[0]["tag"][0]["name"] == "钻石", seen)

    attempt("externalcontact/edit_corp_tag", tag_changed)
    attempt("externalcontact/get_corp_tag_list", lambda: must(len(customers.get_corp_tag_list()["tag_group"]) > 0, "none"))

    def marked():
        customers.mark_tag(me, kept["all"][0], add_tag=[kept["tag"]])
        must([t["tag_name"] for t in contact(kept["all"][0])["tags"]] == ["钻石"], contact(kept["all"][0]))
        customers.mark_tag(me, kept["all"][0], remove_tag=[kept["tag"]])
        must(contact(kept["all"][0])["tags"] == [], "still tagged")

    attempt("externalcontact/mark_tag", marked)

    def tag_dropped():
        customers.del_corp_tag(group_id=[kept["group"]])
        must(kept["group"] not in [g["group_id"] for g in customers.get_corp_tag_list()["tag_group"]], "still there")

    attempt("externalcontact/del_corp_tag", tag_dropped)

    def sent():
        template = {"chat_type": "single", "external_userid": kept["all"], "sender": me, "text": {"content": "秋茶到店"}}
        made = customers.add_msg_template(template)
        must(made["msgid"] and made["fail_list"] == [], made)
        got_it = until("the member's word", lambda: ask("/shop/confirm")["confirmed"])
        must(0 < got_it <= 5, got_it)

    attempt("externalcontact/add_msg_template", sent)

    def group():
        ask("/shop/group", name="茶友群")
        seen = customers.get_group_chat_list(10)["group_chat_list"]
        kept["chat"] = seen[0]["chat_id"]
        again = client.external_contact_group_chat.list_all(owner_userid_list=[me], limit=1)
        must(len(seen) == 1 and len(again) == 1, (seen, again))

    attempt("externalcontact/groupchat/list", group)

    def group_read():
        seen = customers.get_group_chat_info(kept["chat"])["group_chat"]
        must(seen["name"] == "茶友群" and seen["owner"] == me and len(seen["member_list"]) == 1, seen)

    attempt("externalcontact/groupchat/get", group_read)

    def counted():
        seen = client.external_contact_group_chat.statistic(int(time.time()), owner_userid_list=[me])
        must(seen["items"][0]["owner"] == me and seen["items"][0]["data"]["chat_total"] == 1, seen)

    attempt("externalcontact/groupchat/statistic", counted)

    def welcome():
        kept["welcome"] = customers.add_group_welcome_template({"text": {"content": "欢迎%NICKNAME%"}})["template_id"]
        must(customers.get_group_welcome_template(kept["welcome"])["text"]["content"] == "欢迎%NICKNAME%", kept)

    attempt("externalcontact/group_welcome_template/add", welcome)

    def welcome_changed():
        customers.update_group_welcome_template({"text": {"content": "你好"}}, kept["welcome"])
        must(customers.get_group_welcome_template(kept["welcome"])["text"]["content"] == "你好", kept)

    attempt("externalcontact/group_welcome_template/edit", welcome_changed)

    def welcome_dropped():
        customers.del_group_welcome_template(kept["welcome"])
        refused(lambda: customers.get_group_welcome_template(kept["welcome"]))

    attempt("externalcontact/group_welcome_template/del", welcome_dropped)

    def left():
        made = customers.add_contact_way(1, 2, user=[leaver])
        ask("/shop/visit", link=made["qr_code"], times="1")
        kept["theirs"] = customers.list(leaver)["external_userid"]
        ask("/shop/leave", userid=leaver)
        seen = customers.get_unassigned_list()["info"]
        must([(u["handover_userid"], u["external_userid"]) for u in seen] == [(leaver, kept["theirs"][0])], seen)

    attempt("externalcontact/get_unassigned_list", left)

    def handed_over():
        customers.transfer(kept["theirs"][0], leaver, colleague)
        until("the customer", lambda: kept["theirs"][0] in followed(colleague))

    attempt("externalcontact/transfer", handed_over)


def refused(call):
    """Fails where the call does not."""
    try:
        call()
    except WeChatClientException:
        return
    must(False, "an answer")


def try_desk():
    attempt = trying("wechatpy")
    client = WeChatClient(setting["corpId"], setting["customersSecret"])
    desk, mark, member = client.kf, setting["mark"], setting["member"]
    made = client.post("kf/account/add", data={"name": f"客服{mark[-6:]}"})
    kept = {"desk": made["open_kfid"]}

    def listed():
        seen = desk.get_account_list()["account_list"]
        must(kept["desk"] in [a["open_kfid"] for a in seen], seen)

    attempt("kf/account/list", listed)

    def served():
        seen = desk.add_servicer(kept["desk"], [member])["result_list"]
        must(seen[0]["errcode"] == 0, seen)

    attempt("kf/servicer/add", served)
    attempt("kf/servicer/list", lambda: must(desk.get_servicer_list(kept["desk"])["servicer_list"][0]["userid"] == member, "?"))

    def came():
        link = desk.add_contact_way(kept["desk"], "py")["url"]
        ask("/desk/visit", link=link, text=f"有人吗 {mark}")

    attempt("kf/add_contact_way", came)

    def read():
        # wechatpy sends no open_kfid, which the vendor asks for; its own door for posts carries it.
        items = lambda: client.post("kf/sync_msg", data={"open_kfid": kept["desk"], "limit": 1000})["msg_list"]  # noqa: E731
        asked = f"有人吗 {mark}"
        said = until("the question", lambda: next((m for m in items() if m.get("text", {}).get("content") == asked), None))
        kept["customer"] = said["external_userid"]
        must(said["origin"] == 3 and said["open_kfid"] == kept["desk"], said)

    attempt("kf/sync_msg", read)

    def trans():
        desk.trans_service_state(kept["desk"], kept["customer"], 1)
        seen = desk.get_service_state(kept["desk"], kept["customer"])
        must(seen["service_state"] == 1, seen)

    attempt("kf/service_state/trans", trans)

    def answered():
        client.kf_message.send_text(kept["customer"], kept["desk"], f"有的 {mark}")
        seen = ask("/desk/reads")["texts"]
        must(f"有的 {mark}" in seen, seen)

    attempt("kf/send_msg", answered)

    def about():
        seen = desk.batchget_customer([kept["customer"], "wmnobody"])
        must(len(seen["customer_list"]) == 1 and seen["invalid_external_userid"] == ["wmnobody"], seen)

    attempt("kf/customer/batchget", about)

    def dedicated():
        way = client.external_contact.add_contact_way(1, 2, user=[member])
        must(member in desk.get_upgrade_service_config()["member_range"]["userid_list"], "no code")
        desk.upgrade_service(kept["desk"], kept["customer"], 1, member={"userid": member, "wording": f"专属 {mark}"})
        desk.cancel_upgrade_service(kept["desk"], kept["customer"])
        client.external_contact.del_contact_way(way["config_id"])

    attempt("kf/customer/upgrade_service", dedicated)

    def gone():
        desk.del_servicer(kept["desk"], [member])
        must(desk.get_servicer_list(kept["desk"])["servicer_list"] == [], "still there")

    attempt("kf/servicer/del", gone)

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from record import ask, must, setting, trying, until
from wechatpy.exceptions import WeChatClientException
from wechatpy.work import WeChatClient, parse_message
from wechatpy.work.crypto import WeChatCrypto

mark = setting["mark"]
member, agent = setting["member"], setting["agentId"]


def try_wechatpy():
    attempt = trying("wechatpy")
    app = WeChatClient(setting["corpId"], setting["secret"])
    contacts = WeChatClient(setting["corpId"], setting["contactsSecret"])
    kept = {}

    def same_token():
        one, again = app.fetch_access_token(), app.fetch_access_token()
        must(one["access_token"] == again["access_token"] and 0 < one["expires_in"] <= 7200, (one, again))

    attempt("gettoken", same_token)

    def bad_secret():
        try:
            WeChatClient(setting["corpId"], "wrong").fetch_access_token()
        except WeChatClientException as error:
            must(error.errcode == 40001, error)
        else:
            must(False, "a token")

    attempt("gettoken bad secret", bad_secret)

    def create_department():
        kept["department"] = contacts.department.create(f"Py组{mark}", parent_id=1)["id"]
        must(kept["department"] > 1, kept)

    attempt("department/create", create_department)
    attempt("department/update", lambda: contacts.department.update(kept["department"], name=f"Py新组{mark}") and None)

    def get_department():
        seen = contacts.department.get(kept["department"])
        must(seen["name"] == f"Py新组{mark}" and seen["parentid"] == 1, seen)

    attempt("department/get", get_department)

    def list_departments():
        seen = contacts.department.list()
        must({1, kept["department"]} <= {d["id"] for d in seen}, seen)

    attempt("department/list", list_departments)

    userid = f"00{mark}"

    def create_user():
        contacts.user.create(userid, "蟒小姐", department=[kept["department"]], mobile="13822220001", gender=2)
        seen = contacts.user.get(userid)
        must(seen["userid"] == userid and seen["gender"] == "2" and seen["mobile"] == "13822220001", seen)

    attempt("user/create", create_user)

    def update_user():
        contacts.user.update(userid, position="账房")
        seen = contacts.user.get(userid)
        must(seen["position"] == "账房" and seen["name"] == "蟒小姐", seen)

    attempt("user/update", update_user)

    def list_users():
        seen = contacts.user.list(kept["department"])
        must([u["userid"] for u in seen] == [userid] and seen[0]["department"] == [kept["department"]], seen)
        plain = contacts.user.list(1, fetch_child=True, simple=True)
        must([u["userid"] for u in plain].count(userid) == 1, plain)

    attempt("user/list", list_users)

    def openid():
        given = app.user.convert_to_openid(userid)
        seen = app.user.convert_to_user_id(given["openid"])
        must(seen == userid, seen)

    attempt("user/convert_to_openid", openid)

    def tags():
        tag = contacts.tag.create(f"Py标{mark}")["tagid"]
        contacts.tag.update(tag, f"Py新标{mark}")
        contacts.tag.add_users(tag, [userid])
        seen = contacts.tag.get_users(tag)
        must(seen["tagname"] == f"Py新标{mark}" and seen["userlist"][0]["userid"] == userid, seen)
        contacts.tag.delete_users(tag, [userid])
        must(contacts.tag.get_users(tag)["userlist"] == [], "still there")
        must(tag in [t["tagid"] for t in contacts.tag.list()], "not listed")
        contacts.tag.delete(tag)

    attempt("tag/create", tags)

    def upload():
        with open(setting["picture"], "rb") as file:
            seen = app.media.upload("image", file)
        kept["picture"] = seen["media_id"]
        must(isinstance(seen["created_at"], str), seen)

    attempt("media/upload", upload)

    def download():
        got = app.media.download(kept["picture"])
        with open(setting["picture"], "rb") as file:
            must(got.content == file.read(), got.headers)

    attempt("media/get", download)

    def upload_image():
        with open(setting["picture"], "rb") as file:
            seen = app.media.upload_img(file)
        must(seen["url"].startswith("http"), seen)

    attempt("media/uploadimg", upload_image)

    def sent(text, send):
        def run():
            send(text)
            return text

        return run

    message = app.message
    attempt("message/send text", sent(f"Py 文字 {mark}", lambda t: message.send_text(agent, member, t)))
    attempt("message/send markdown", sent(f"Py 标记 {mark}", lambda t: message.send_markdown(agent, member, f"# {t}")))
    card = lambda t: message.send_text_card(agent, member, t, "描述", "https://tea.example/1")  # noqa: E731
    attempt("message/send textcard", sent(f"Py 文卡 {mark}", card))
    article = lambda t: message.send_articles(  # noqa: E731
        agent, member, [{"title": t, "description": "描述", "url": "https://tea.example/2", "image": ""}]
    )
    attempt("message/send news", sent(f"Py 图文 {mark}", article))
    attempt("message/send image", lambda: message.send_image(agent, member, kept["picture"]) and None)

    chat = f"py{mark}"

    def group():
        app.appchat.create(chat_id=chat, name="Py 群", owner=member, user_list=[member, setting["colleague"]])
        app.appchat.update(chat, name=f"Py 新群 {mark}", add_user_list=["lisi"])
        seen = app.appchat.get(chat)
        must(seen["name"] == f"Py 新群 {mark}" and len(seen["userlist"]) == 3, seen)

    attempt("appchat/create", group)
    attempt("appchat/send", sent(f"Py 群里 {mark}", lambda t: app.appchat.send_text(chat, t)))

    def menu():
        app.menu.create(agent, {"button": [{"type": "view", "name": "官网", "url": "https://tea.example"}]})
        seen = app.menu.get(agent)
        must(seen["button"][0]["name"] == "官网", seen)
        app.menu.delete(agent)

    attempt("menu/create", menu)

    def about_agent():
        seen = app.agent.get(agent)
        must(seen["agentid"] == agent, seen)

    attempt("agent/get", about_agent)
    attempt("get_jsapi_ticket", lambda: must(app.jsapi.get_jsapi_ticket(), "empty"))
    attempt("ticket/get", lambda: must(app.jsapi.get_agent_jsapi_ticket(), "empty"))

    def who():
        code = ask("/code", redirectUri="https://tea.example/login")["code"]
        seen = app.oauth.get_user_info(code)
        must(seen["UserId"] == member, seen)

    attempt("user/getuserinfo", who)

    heard, server = receiving()
    attempt("callback URL verification", lambda: ask("/callback", url=f"http://127.0.0.1:{door()}/wecom") and None)

    def text_message():
        ask("/say", text=f"你好 Py {mark}")
        seen = until("the message", lambda: next((m for m in heard if getattr(m, "content", "") == f"你好 Py {mark}"), None))
        must(seen.source == member and str(seen.agent) == str(agent), seen)

    attempt("callback text message", text_message)

    def change():
        contacts.user.update(userid, position="先生")
        seen = until("the event", lambda: next((m for m in heard if m._data.get("ChangeType") == "update_user"), None))
        must(seen._data["UserID"] == userid, seen._data)

    attempt("callback change_contact", change)
    server.shutdown()

    def delete_user():
        contacts.user.delete(userid)
        try:
            contacts.user.get(userid)
        except WeChatClientException as error:
            must(error.errcode == 60111, error)
        else:
            must(False, "still there")

    attempt("user/delete", delete_user)
    attempt("department/delete", lambda: contacts.department.delete(kept["department"]) and None)


def door():
    """The port outside that leads to this lane's receiver."""
    with open(os.path.join(os.environ["TEAHOUSE_RELAY"], "door"), encoding="utf-8") as file:
        return file.read()


def receiving():
    """A receiver that opens callbacks with the SDK's own cryptography."""
    crypto = WeChatCrypto(setting["token"], setting["aesKey"], setting["corpId"])
    heard = []

    class Receiver(BaseHTTPRequestHandler):
        def given(self):
            query = parse_qs(urlsplit(self.path).query)
            return [query[name][0] for name in ("msg_signature", "timestamp", "nonce")], query

        def answer(self, body):
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            (signature, timestamp, nonce), query = self.given()
            plain = crypto.check_signature(signature, timestamp, nonce, query["echostr"][0])
            self.answer(plain if isinstance(plain, bytes) else plain.encode())

        def do_POST(self):
            (signature, timestamp, nonce), _ = self.given()
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append(parse_message(crypto.decrypt_message(body, signature, timestamp, nonce)))
            self.answer(b"")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    with open(os.path.join(os.environ["TEAHOUSE_RELAY"], "callback-port"), "w", encoding="utf-8") as file:
        file.write(str(server.server_port))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return heard, server

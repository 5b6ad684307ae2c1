import apprise
from record import must, setting, trying


def try_apprise():
    attempt = trying("apprise")
    mark = setting["mark"]

    def notify(url, body, **more):
        def run():
            client = apprise.Apprise()
            must(client.add(url), "the address was refused")
            must(client.notify(title="茶馆", body=body, **more), "apprise says it failed")
            return body

        return run

    corp, secret, agent = setting["corpId"], setting["secret"], setting["agentId"]
    robot, ding, feishu = setting["wecomRobot"], setting["dingtalkRobot"], setting["feishuRobot"]
    attempt("message/send text", notify(f"wechat://{corp}:{secret}@{agent}/{setting['member']}", f"apprise 文字 {mark}"))
    attempt("webhook/send text", notify(f"wecombot://{robot['key']}", f"apprise 机器人 {mark} 🍵"))
    attempt("/robot/send text", notify(f"dingtalk://{ding['secret']}@{ding['key']}", f"apprise 钉钉 {mark}"))
    attempt(
        "/robot/send markdown",
        notify(f"dingtalk://{ding['secret']}@{ding['key']}?format=markdown", f"apprise 钉标记 {mark}"),
    )
    attempt("/open-apis/bot/v2/hook text", notify(f"feishu://{feishu['key']}", f"apprise 飞书 {mark}"))
    attempt("/open-apis/bot/v2/hook lark", notify(f"lark://{feishu['key']}", f"apprise lark {mark}"))

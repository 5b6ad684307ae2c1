package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"

	"github.com/xen0n/go-workwx"
)

type heardMessages struct {
	mutex sync.Mutex
	all   []*workwx.RxMessage
}

func (h *heardMessages) OnIncomingMessage(message *workwx.RxMessage) error {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.all = append(h.all, message)
	return nil
}

func (h *heardMessages) find(right func(*workwx.RxMessage) bool) bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	for _, message := range h.all {
		if right(message) {
			return true
		}
	}
	return false
}

func tryWorkwx() {
	r := recorderOf("go-workwx", "github.com/xen0n/go-workwx")
	host := workwx.WithQYAPIHost(setting.URL)
	corp := workwx.New(setting.CorpID, host)
	app := corp.WithApp(setting.Secret, int64(setting.AgentID))
	contacts := corp.WithApp(setting.ContactsSecret, 0)
	to := &workwx.Recipient{UserIDs: []string{setting.Member}}
	mark := setting.Mark

	r.try("gettoken bad secret", func() (string, error) {
		_, err := corp.WithApp("wrong", 1).ListAllDepts()
		return "", must(err != nil && strings.Contains(err.Error(), "40001"), fmt.Sprint(err))
	})
	var department int64
	r.try("department/create", func() (string, error) {
		id, err := contacts.CreateDept(&workwx.DeptInfo{Name: "部门" + mark, ParentID: 1, Order: 5})
		department = id
		if err != nil {
			return "", err
		}
		return "", must(id > 1, id)
	})
	r.try("department/list", func() (string, error) {
		list, err := contacts.ListDepts(department)
		if err != nil {
			return "", err
		}
		return "", must(len(list) == 1 && list[0].Name == "部门"+mark && list[0].ParentID == 1 && list[0].Order == 5, list)
	})
	r.try("department/simplelist", func() (string, error) {
		list, err := contacts.SimpleListAllDepts()
		if err != nil {
			return "", err
		}
		return "", must(len(list) > 2, list)
	})
	r.try("user/get", func() (string, error) {
		user, err := contacts.GetUser(setting.Colleague)
		if err != nil {
			return "", err
		}
		return "", must(user.Name == "张三" && user.Mobile == "13900000001" && len(user.Departments) == 1, user)
	})
	r.try("user/list", func() (string, error) {
		list, err := contacts.ListUsersByDeptID(1, true)
		if err != nil {
			return "", err
		}
		times := 0
		for _, user := range list {
			if user.UserID == setting.Colleague {
				times++
			}
		}
		return "", must(times == 1, list)
	})
	r.try("user/getuserid", func() (string, error) {
		userid, err := contacts.GetUserIDByMobile("13900000001")
		if err != nil {
			return "", err
		}
		return "", must(userid == setting.Colleague, userid)
	})
	r.try("user/convert_to_openid", func() (string, error) {
		openid, err := app.ConvertUserIDToOpenID(setting.Colleague)
		if err != nil {
			return "", err
		}
		back, err := app.ConvertOpenIDToUserID(openid)
		if err != nil {
			return "", err
		}
		return "", must(back == setting.Colleague, back)
	})
	var picture string
	r.try("media/upload", func() (string, error) {
		file, err := os.Open(setting.Picture)
		if err != nil {
			return "", err
		}
		media, err := workwx.NewMediaFromFile(file)
		if err != nil {
			return "", err
		}
		kept, err := app.UploadTempImageMedia(media)
		if err != nil {
			return "", err
		}
		picture = kept.MediaID
		return "", must(picture != "" && kept.Type == "image", kept)
	})
	r.try("media/uploadimg", func() (string, error) {
		bytes, err := os.ReadFile(setting.Picture)
		if err != nil {
			return "", err
		}
		media, err := workwx.NewMediaFromBuffer("tea.png", bytes)
		if err != nil {
			return "", err
		}
		url, err := app.UploadPermanentImageMedia(media)
		if err != nil {
			return "", err
		}
		answer, err := http.Get(url)
		if err != nil {
			return "", err
		}
		answer.Body.Close()
		return "", must(answer.StatusCode == 200 && answer.ContentLength == int64(len(bytes)), url)
	})
	r.try("message/send text", func() (string, error) {
		return "Go 文字 " + mark, app.SendTextMessage(to, "Go 文字 "+mark, false)
	})
	r.try("message/send image", func() (string, error) {
		return "", app.SendImageMessage(to, picture, false)
	})
	r.try("message/send markdown", func() (string, error) {
		return "Go 标记 " + mark, app.SendMarkdownMessage(to, "# Go 标记 "+mark, false)
	})
	r.try("message/send textcard", func() (string, error) {
		return "Go 文卡 " + mark, app.SendTextCardMessage(to, "Go 文卡 "+mark, "描述", "https://tea.example/1", "看看", false)
	})
	r.try("message/send news", func() (string, error) {
		articles := []workwx.Article{{Title: "Go 图文 " + mark, Description: "描述", URL: "https://tea.example/2"}}
		return "Go 图文 " + mark, app.SendNewsMessage(to, articles, false)
	})
	r.try("message/send template_card", func() (string, error) {
		card := workwx.TemplateCard{
			CardType:   workwx.CardTypeTextNotice,
			MainTitle:  &workwx.MainTitle{Title: "Go 通知卡 " + mark, Desc: "描述"},
			CardAction: &workwx.CardAction{Type: 1, URL: "https://tea.example/3"},
		}
		return "Go 通知卡 " + mark, app.SendTemplateCardMessage(to, card, false)
	})
	chat := "go" + mark
	r.try("appchat/create", func() (string, error) {
		members := []string{setting.Member, setting.Colleague}
		id, err := app.CreateAppchat(&workwx.ChatInfo{ChatID: chat, Name: "Go 群", OwnerUserID: setting.Member, MemberUserIDs: members})
		if err != nil {
			return "", err
		}
		return "", must(id == chat, id)
	})
	r.try("appchat/update", func() (string, error) {
		return "", app.UpdateAppchat(workwx.ChatInfo{ChatID: chat, Name: "Go 新群 " + mark}, []string{"lisi"}, nil)
	})
	r.try("appchat/get", func() (string, error) {
		info, err := app.GetAppchat(chat)
		if err != nil {
			return "", err
		}
		return "", must(info.Name == "Go 新群 "+mark && len(info.MemberUserIDs) == 3, info)
	})
	r.try("appchat/send", func() (string, error) {
		return "Go 群里 " + mark, app.SendTextMessage(&workwx.Recipient{ChatID: chat}, "Go 群里 "+mark, false)
	})
	r.try("webhook/send text", func() (string, error) {
		bot := workwx.NewWebhookClient(setting.WecomRobot.Key, host)
		return "Go 机器人 " + mark, bot.SendTextMessage("Go 机器人 "+mark, &workwx.Mentions{UserIDs: []string{setting.Member}})
	})
	r.try("webhook/send markdown", func() (string, error) {
		bot := workwx.NewWebhookClient(setting.WecomRobot.Key, host)
		return "Go 机器标记 " + mark, bot.SendMarkdownMessage("# Go 机器标记 " + mark)
	})
	r.try("get_jsapi_ticket", func() (string, error) {
		ticket, err := app.GetJSAPITicket()
		if err != nil {
			return "", err
		}
		return "", must(ticket != "", ticket)
	})
	r.try("ticket/get", func() (string, error) {
		ticket, err := app.GetJSAPITicketAgentConfig()
		if err != nil {
			return "", err
		}
		return "", must(ticket != "", ticket)
	})
	r.try("user/getuserinfo", func() (string, error) {
		got, err := ask("/code", map[string]string{"redirectUri": "https://tea.example/login"})
		if err != nil {
			return "", err
		}
		who, err := app.GetUserInfoByCode(fmt.Sprint(got["code"]))
		if err != nil {
			return "", err
		}
		return "", must(who.UserID == setting.Member, who)
	})

	heard := &heardMessages{}
	handler, err := workwx.NewHTTPHandler(setting.Token, setting.AESKey, heard)
	if err != nil {
		panic(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: handler}
	go server.Serve(listener)
	r.try("callback URL verification", func() (string, error) {
		_, err := ask("/callback", map[string]string{"url": fmt.Sprintf("http://%s/wecom", listener.Addr())})
		return "", err
	})
	r.try("callback text message", func() (string, error) {
		if _, err := ask("/say", map[string]string{"text": "你好 Go " + mark}); err != nil {
			return "", err
		}
		return "", until("the message", func() bool {
			return heard.find(func(m *workwx.RxMessage) bool {
				text, is := m.Text()
				return is && text.GetContent() == "你好 Go "+mark && m.FromUserID == setting.Member && m.AgentID == int64(setting.AgentID)
			})
		})
	})
	r.try("user/update", func() (string, error) {
		detail := workwx.UserDetail{UserID: "lisi", Position: "掌柜 " + mark, DeptIDs: []int64{1}, DeptOrder: []uint32{0}, IsLeaderInDept: []int{0}, IsEnabled: 1}
		if err := contacts.UpdateUser(&detail); err != nil {
			return "", err
		}
		user, err := contacts.GetUser("lisi")
		if err != nil {
			return "", err
		}
		return "", must(user.Position == "掌柜 "+mark, user)
	})
	r.try("callback change_contact", func() (string, error) {
		return "", until("the event", func() bool {
			return heard.find(func(m *workwx.RxMessage) bool {
				event, is := m.EventChangeTypeUpdateUser()
				return is && event.UserID == "lisi"
			})
		})
	})
	server.Close()
}

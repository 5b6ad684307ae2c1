package main

import (
	"fmt"
	"strconv"

	"github.com/wenerme/go-req"
	"github.com/wenerme/go-wecom/wecom"
)

func tryGoWecom() {
	r := recorderOf("go-wecom", "github.com/wenerme/go-wecom")
	client := func(secret string) *wecom.Client {
		made := wecom.NewClient(wecom.Conf{CorpID: setting.CorpID, CorpSecret: secret, AgentID: setting.AgentID})
		made.Request.BaseURL = setting.URL
		return made
	}
	app, contacts := client(setting.Secret), client(setting.ContactsSecret)
	mark := setting.Mark

	r.try("gettoken", func() (string, error) {
		one, err := app.GetToken()
		if err != nil {
			return "", err
		}
		again, err := app.GetToken()
		if err != nil {
			return "", err
		}
		return "", must(one.AccessToken != "" && one.AccessToken == again.AccessToken && one.ExpiresIn > 0, one)
	})
	department := 0
	r.try("department/create", func() (string, error) {
		answer, err := contacts.CreateDepartment(&wecom.CreateDepartmentRequest{Name: "Go组" + mark, ParentID: 1})
		if err != nil {
			return "", err
		}
		department = answer.ID
		return "", must(department > 1, answer)
	})
	r.try("department/update", func() (string, error) {
		_, err := contacts.UpdateDepartment(&wecom.UpdateDepartmentRequest{ID: department, Name: "Go新组" + mark})
		return "", err
	})
	r.try("department/list", func() (string, error) {
		answer, err := contacts.ListDepartment(&wecom.ListDepartmentRequest{ID: department})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Department) == 1 && answer.Department[0].Name == "Go新组"+mark, answer)
	})
	userid := "00" + mark
	r.try("user/create", func() (string, error) {
		_, err := contacts.CreateUser(&wecom.CreateUserRequest{
			UserID: userid, Name: "果先生", Email: mark + "@go.example", Department: []int{department}, Gender: "2",
		})
		return "", err
	})
	r.try("user/get", func() (string, error) {
		user, err := contacts.GetUser(&wecom.GetUserRequest{UserID: userid})
		if err != nil {
			return "", err
		}
		return "", must(user.UserID == userid && user.Name == "果先生" && user.Department[0] == department, user)
	})
	r.try("user/update", func() (string, error) {
		_, err := contacts.UpdateUser(&wecom.UpdateUserRequest{UserID: userid, Position: "园丁"})
		return "", err
	})
	r.try("user/simplelist", func() (string, error) {
		answer, err := contacts.SimpleListUser(&wecom.SimpleListUserRequest{DepartmentID: strconv.Itoa(department)})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.UserList) == 1, answer)
	})
	r.try("user/list_id", func() (string, error) {
		answer, err := contacts.ListUserId(&wecom.ListUserIdRequest{Limit: 1000})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.DeptUser) > 3, answer)
	})
	r.try("tag/list", func() (string, error) {
		_, err := contacts.ListTag()
		return "", err
	})
	r.try("agent/get", func() (string, error) {
		answer, err := app.GetAgent(&wecom.GetAgentRequest{AgentID: setting.AgentID})
		if err != nil {
			return "", err
		}
		return "", must(answer.AgentID == setting.AgentID && answer.Name != "", answer)
	})
	r.try("get_jsapi_ticket", func() (string, error) {
		answer, err := app.GetJsAPITicket()
		if err != nil {
			return "", err
		}
		return "", must(answer.Ticket != "", answer)
	})
	r.try("auth/getuserinfo", func() (string, error) {
		got, err := ask("/code", map[string]string{"redirectUri": "https://tea.example/login"})
		if err != nil {
			return "", err
		}
		who, err := app.GetUserInfoByCode(&wecom.GetUserInfoByCodeRequest{Code: fmt.Sprint(got["code"])})
		if err != nil {
			return "", err
		}
		return "", must(who.UserId == setting.Member, who)
	})
	r.try("webhook/send text", func() (string, error) {
		text := "Go 钩子 " + mark
		return text, wecom.WebhookSend(&wecom.WebhookSendRequest{
			Key:     setting.WecomRobot.Key,
			Content: wecom.SendTextContent{Content: text},
			Request: req.Request{BaseURL: setting.URL},
		})
	})
	r.try("user/delete", func() (string, error) {
		_, err := contacts.DeleteUser(&wecom.DeleteUserRequest{UserID: userid})
		return "", err
	})
	r.try("department/delete", func() (string, error) {
		_, err := contacts.DeleteDepartment(&wecom.DeleteDepartmentRequest{ID: strconv.Itoa(department)})
		return "", err
	})
}

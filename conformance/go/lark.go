package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkcontact "github.com/larksuite/oapi-sdk-go/v3/service/contact/v3"
	larkim "github.com/larksuite/oapi-sdk-go/v3/service/im/v1"
)

// Every answer of the SDK has these.
type larkAnswer interface {
	Success() bool
	ErrorResp() string
}

func larkGood(answer larkAnswer, err error) error {
	if err != nil {
		return err
	}
	if !answer.Success() {
		return fmt.Errorf("refused: %s", answer.ErrorResp())
	}
	return nil
}

func larkText(text string) string {
	content, _ := json.Marshal(map[string]string{"text": text})
	return string(content)
}

func tryLark() {
	r := recorderOf("oapi-sdk-go", "github.com/larksuite/oapi-sdk-go/v3")
	ctx := context.Background()
	mark := setting.Mark
	client := lark.NewClient(
		fmt.Sprintf("cli_%d", setting.AgentID),
		setting.Secret,
		lark.WithOpenBaseUrl(setting.URL),
		lark.WithLogLevel(larkcore.LogLevelError),
	)
	say := func(kind, content string) (*larkim.CreateMessageResp, error) {
		return client.Im.Message.Create(ctx, larkim.NewCreateMessageReqBuilder().
			ReceiveIdType("user_id").
			Body(larkim.NewCreateMessageReqBodyBuilder().ReceiveId(setting.Member).MsgType(kind).Content(content).Build()).
			Build())
	}
	r.try("/open-apis/auth/v3/tenant_access_token/internal", func() (string, error) {
		answer, err := client.GetTenantAccessTokenBySelfBuiltApp(ctx, &larkcore.SelfBuiltTenantAccessTokenReq{
			AppID: fmt.Sprintf("cli_%d", setting.AgentID), AppSecret: setting.Secret,
		})
		if err != nil {
			return "", err
		}
		return "", must(answer.TenantAccessToken != "" && answer.Expire > 0, answer)
	})
	id := ""
	r.try("/open-apis/im/v1/messages", func() (string, error) {
		text := "飞书Go文字 " + mark
		answer, err := say("text", larkText(text))
		if err := larkGood(answer, err); err != nil {
			return "", err
		}
		id = *answer.Data.MessageId
		return text, must(*answer.Data.ChatId != "", answer.Data)
	})
	r.try("/open-apis/im/v1/messages/:message_id/reply", func() (string, error) {
		text := "飞书Go回复 " + mark
		answer, err := client.Im.Message.Reply(ctx, larkim.NewReplyMessageReqBuilder().
			MessageId(id).
			Body(larkim.NewReplyMessageReqBodyBuilder().MsgType("text").Content(larkText(text)).Build()).
			Build())
		if err := larkGood(answer, err); err != nil {
			return "", err
		}
		return text, must(*answer.Data.ParentId == id, answer.Data)
	})
	r.try("/open-apis/im/v1/messages/:message_id", func() (string, error) {
		answer, err := client.Im.Message.Get(ctx, larkim.NewGetMessageReqBuilder().MessageId(id).Build())
		if err := larkGood(answer, err); err != nil {
			return "", err
		}
		items := answer.Data.Items
		return "", must(len(items) == 1 && *items[0].Body.Content == larkText("飞书Go文字 "+mark), items)
	})
	r.try("/open-apis/im/v1/messages/:message_id delete", func() (string, error) {
		text := "飞书Go撤回 " + mark
		sent, err := say("text", larkText(text))
		if err := larkGood(sent, err); err != nil {
			return "", err
		}
		answer, err := client.Im.Message.Delete(ctx, larkim.NewDeleteMessageReqBuilder().MessageId(*sent.Data.MessageId).Build())
		if err := larkGood(answer, err); err != nil {
			return "", err
		}
		gone, err := ask("/gone", map[string]string{"text": text})
		if err != nil {
			return "", err
		}
		return "", must(gone["found"] == false, gone)
	})
	r.try("/open-apis/im/v1/images", func() (string, error) {
		picture, err := os.Open(setting.Picture)
		if err != nil {
			return "", err
		}
		defer picture.Close()
		answer, err := client.Im.Image.Create(ctx, larkim.NewCreateImageReqBuilder().
			Body(larkim.NewCreateImageReqBodyBuilder().ImageType("message").Image(picture).Build()).
			Build())
		if err := larkGood(answer, err); err != nil {
			return "", err
		}
		content, _ := json.Marshal(map[string]string{"image_key": *answer.Data.ImageKey})
		sent, err := say("image", string(content))
		if err := larkGood(sent, err); err != nil {
			return "", err
		}
		back, err := client.Im.Image.Get(ctx, larkim.NewGetImageReqBuilder().ImageKey(*answer.Data.ImageKey).Build())
		if err := larkGood(back, err); err != nil {
			return "", err
		}
		got, err := io.ReadAll(back.File)
		if err != nil {
			return "", err
		}
		want, err := os.ReadFile(setting.Picture)
		if err != nil {
			return "", err
		}
		return "", must(string(got) == string(want), len(got))
	})
	r.try("/open-apis/im/v1/chats", func() (string, error) {
		answer, err := client.Im.Chat.Create(ctx, larkim.NewCreateChatReqBuilder().
			UserIdType("user_id").
			Body(larkim.NewCreateChatReqBodyBuilder().Name("飞书Go群"+mark).UserIdList([]string{setting.Member, setting.Colleague}).Build()).
			Build())
		if err := larkGood(answer, err); err != nil {
			return "", err
		}
		text := "飞书Go群里 " + mark
		sent, err := client.Im.Message.Create(ctx, larkim.NewCreateMessageReqBuilder().
			ReceiveIdType("chat_id").
			Body(larkim.NewCreateMessageReqBodyBuilder().ReceiveId(*answer.Data.ChatId).MsgType("text").Content(larkText(text)).Build()).
			Build())
		return text, larkGood(sent, err)
	})
	r.try("/open-apis/contact/v3/users/:user_id", func() (string, error) {
		answer, err := client.Contact.User.Get(ctx, larkcontact.NewGetUserReqBuilder().UserId(setting.Colleague).UserIdType("user_id").Build())
		if err := larkGood(answer, err); err != nil {
			return "", err
		}
		return "", must(*answer.Data.User.Name == "张三", answer.Data.User)
	})
	r.try("/open-apis/contact/v3/users/find_by_department", func() (string, error) {
		answer, err := client.Contact.User.FindByDepartment(ctx, larkcontact.NewFindByDepartmentUserReqBuilder().DepartmentId("0").PageSize(1).Build())
		if err := larkGood(answer, err); err != nil {
			return "", err
		}
		return "", must(len(answer.Data.Items) == 1 && *answer.Data.HasMore && *answer.Data.PageToken != "", answer.Data)
	})
	r.try("/open-apis/contact/v3/departments/:department_id/children", func() (string, error) {
		answer, err := client.Contact.Department.Children(ctx, larkcontact.NewChildrenDepartmentReqBuilder().DepartmentId("0").FetchChild(true).Build())
		return "", larkGood(answer, err)
	})
	r.try("/open-apis/contact/v3/users/:user_id refusal", func() (string, error) {
		answer, err := client.Contact.User.Get(ctx, larkcontact.NewGetUserReqBuilder().UserId("nobody-here").UserIdType("user_id").Build())
		if err != nil {
			return "", err
		}
		return "", must(answer.Code == 41012, answer.CodeError)
	})
}

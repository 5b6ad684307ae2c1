package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/wenerme/go-wecom/wecom"
)

// A company of its own with customers.
type shopFacts struct{ corpID, secret, me, colleague, leaver string }

func openShop(customers int) (shopFacts, error) {
	got, err := ask("/shop", map[string]string{"customers": fmt.Sprint(customers)})
	if err != nil {
		return shopFacts{}, err
	}
	of := func(name string) string { return fmt.Sprint(got[name]) }
	return shopFacts{of("corpId"), of("secret"), of("userid"), of("colleague"), of("leaver")}, nil
}

// go-wecom manages the customers of a shop: tags, mass messages, groups, moments and hand-overs.
func tryShop() {
	r := recorderOf("go-wecom", "github.com/wenerme/go-wecom")
	shop, err := openShop(6)
	if err != nil {
		r.try("externalcontact/list", func() (string, error) { return "", err })
		return
	}
	client := wecom.NewClient(wecom.Conf{CorpID: shop.corpID, CorpSecret: shop.secret})
	client.Request.BaseURL = setting.URL
	externals := tryShopReads(r, client, shop)
	tryShopTags(r, client, shop, externals)
	tryShopBroadcast(r, client, shop, externals)
	tryShopGroups(r, client, shop)
	tryShopMoments(r, client, shop)
	tryShopTransfers(r, client, shop, externals)
	r.try("externalcontact/customer_strategy/list", func() (string, error) {
		answer, err := client.ListCustomerStrategy(&wecom.ListCustomerStrategyRequest{Limit: 10})
		return "", errors.Join(err, must(len(answer.Strategy) == 0, answer))
	})
}

func tryShopReads(r recorder, client *wecom.Client, shop shopFacts) []string {
	var externals []string
	r.try("externalcontact/get_follow_user_list", func() (string, error) {
		answer, err := client.GetFollowUserList()
		if err != nil {
			return "", err
		}
		return "", must(len(answer.FollowUser) >= 1, answer)
	})
	r.try("externalcontact/list", func() (string, error) {
		answer, err := client.ListExternalContact(&wecom.ListExternalContactRequest{UserID: shop.me})
		externals = answer.ExternalUserID
		if err != nil {
			return "", err
		}
		return "", must(len(externals) == 6, answer)
	})
	r.try("externalcontact/batch/get_by_user", func() (string, error) {
		seen := map[string]bool{}
		for cursor := ""; ; {
			page, err := client.BatchGetByUser(&wecom.BatchGetByUserRequest{UserIDList: []string{shop.me}, Limit: 4, Cursor: cursor})
			if err != nil {
				return "", err
			}
			for _, one := range page.ExternalContactList {
				seen[one.ExternalContact.ExternalUserID] = true
			}
			if cursor = page.NextCursor; cursor == "" {
				break
			}
		}
		return "", must(len(seen) == 6, seen)
	})
	r.try("externalcontact/remark", func() (string, error) {
		_, err := client.RemarkExternalContact(&wecom.RemarkExternalContactRequest{
			UserID: shop.me, ExternalUserID: externals[0], Remark: "老客", Description: "爱喝岩茶",
		})
		return "", err
	})
	r.try("externalcontact/get", func() (string, error) {
		answer, err := client.GetExternalContact(&wecom.GetExternalContactRequest{ExternalUserID: externals[0]})
		if err != nil {
			return "", err
		}
		one := answer.FollowUser[0]
		return "", must(one.UserID == shop.me && one.Remark == "老客" && one.Description == "爱喝岩茶", answer)
	})
	way := ""
	r.try("externalcontact/add_contact_way", func() (string, error) {
		made, err := client.AddContactWay(&wecom.AddContactWayRequest{
			Type: 1, Scene: 2, Remark: "前台", SkipVerify: true, State: "go1", User: []string{shop.me},
		})
		if err != nil {
			return "", err
		}
		way = made.ConfigID
		if _, err := ask("/shop/visit", map[string]string{"link": made.QrCode, "times": "4"}); err != nil {
			return "", err
		}
		answer, err := client.ListExternalContact(&wecom.ListExternalContactRequest{UserID: shop.me})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.ExternalUserID) == 10, answer)
	})
	r.try("externalcontact/update_contact_way", func() (string, error) {
		_, err := client.UpdateContactWay(&wecom.UpdateContactWayRequest{ConfigID: way, Remark: "后门", State: "go2", SkipVerify: true})
		return "", err
	})
	r.try("externalcontact/del_contact_way", func() (string, error) {
		if _, err := client.DeleteContactWay(&wecom.DeleteContactWayRequest{ConfigID: way}); err != nil {
			return "", err
		}
		_, err := client.DeleteContactWay(&wecom.DeleteContactWayRequest{ConfigID: way})
		return "", must(err != nil, "dropped twice")
	})
	return externals
}

func tryShopTags(r recorder, client *wecom.Client, shop shopFacts, externals []string) {
	group, tag := "", ""
	r.try("externalcontact/add_corp_tag", func() (string, error) {
		made, err := client.AddCorpTag(&wecom.AddCorpTagRequest{
			GroupName: "等级", Tag: []wecom.AddCorpTagRequestTag{{Name: "金"}, {Name: "银"}},
		})
		if err != nil {
			return "", err
		}
		group, tag = made.TagGroup.GroupID, made.TagGroup.Tag[0].ID
		return "", must(len(made.TagGroup.Tag) == 2 && made.TagGroup.GroupName == "等级", made)
	})
	r.try("externalcontact/edit_corp_tag", func() (string, error) {
		_, err := client.EditCorpTag(&wecom.EditCorpTagRequest{ID: tag, Name: "钻石"})
		return "", err
	})
	r.try("externalcontact/get_corp_tag_list", func() (string, error) {
		answer, err := client.GetCorpTagList(&wecom.GetCorpTagListRequest{GroupID: []string{group}})
		if err != nil {
			return "", err
		}
		names := map[string]bool{}
		for _, one := range answer.TagGroup[0].Tag {
			names[one.Name] = true
		}
		return "", must(names["钻石"] && names["银"], answer)
	})
	r.try("externalcontact/mark_tag", func() (string, error) {
		_, err := client.MarkTagExternalContact(&wecom.MarkTagExternalContactRequest{
			UserID: shop.me, ExternalUserID: externals[0], AddTag: []string{tag},
		})
		if err != nil {
			return "", err
		}
		answer, err := client.GetExternalContact(&wecom.GetExternalContactRequest{ExternalUserID: externals[0]})
		if err != nil {
			return "", err
		}
		tags := answer.FollowUser[0].Tags
		return "", must(len(tags) == 1 && tags[0].TagName == "钻石" && tags[0].TagID == tag, tags)
	})
	r.try("externalcontact/del_corp_tag", func() (string, error) {
		if _, err := client.DeleteCorpTag(&wecom.DeleteCorpTagRequest{GroupID: []string{group}}); err != nil {
			return "", err
		}
		answer, err := client.GetExternalContact(&wecom.GetExternalContactRequest{ExternalUserID: externals[0]})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.FollowUser[0].Tags) == 0, answer)
	})
}

func tryShopBroadcast(r recorder, client *wecom.Client, shop shopFacts, externals []string) {
	sent := ""
	r.try("externalcontact/add_msg_template", func() (string, error) {
		made, err := client.AddMessageTemplate(&wecom.AddMessageTemplateRequest{
			ChatType: "single", ExternalUserID: externals, Sender: shop.me, Text: wecom.AddMessageTemplateRequestText{Content: "秋茶到店"},
		})
		sent = made.MessageID
		if err != nil {
			return "", err
		}
		return "", must(sent != "", made)
	})
	r.try("externalcontact/remind_groupmsg_send", func() (string, error) {
		if _, err := client.RemindGroupMsgSend(&wecom.RemindGroupMsgSendRequest{MsgID: sent}); err != nil {
			return "", err
		}
		return "", until("the member's word", func() bool {
			got, err := ask("/shop/confirm", nil)
			return err == nil && got["confirmed"] != float64(0)
		})
	})
	r.try("externalcontact/get_groupmsg_task", func() (string, error) {
		answer, err := client.GetGroupMessageTask(&wecom.GetGroupMessageTaskRequest{MessageID: sent})
		if err != nil {
			return "", err
		}
		tasks := answer.TaskList
		return "", must(len(tasks) == 1 && tasks[0].UserID == shop.me && tasks[0].Status == 2 && tasks[0].SendTime > 0, tasks)
	})
	r.try("externalcontact/get_groupmsg_send_result", func() (string, error) {
		return "", until("the sending", func() bool {
			_, _ = ask("/shop/confirm", nil)
			answer, err := client.GetGroupMessageSendResult(&wecom.GetGroupMessageSendResultRequest{MessageID: sent, UserID: shop.me})
			if err != nil || len(answer.SendList) != 6 {
				return false
			}
			done := 0
			for _, one := range answer.SendList {
				if one.Status == 1 && one.SendTime > 0 {
					done++
				}
			}
			return done > 0
		})
	})
	r.try("externalcontact/get_groupmsg_list_v2", func() (string, error) {
		now := int(time.Now().Unix())
		answer, err := client.GetGroupMessageListV2(&wecom.GetGroupMessageListV2Request{
			ChatType: "single", StartTime: now - 3_600, EndTime: now + 60, FilterType: 2, Limit: 100,
		})
		if err != nil {
			return "", err
		}
		list := answer.GroupMessageList
		return "", must(len(list) == 1 && list[0].MessageID == sent && list[0].Text.Content == "秋茶到店", list)
	})
}

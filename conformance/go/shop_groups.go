package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/wenerme/go-wecom/wecom"
)

func tryShopGroups(r recorder, client *wecom.Client, shop shopFacts) {
	chat, welcome := "", ""
	r.try("externalcontact/groupchat/list", func() (string, error) {
		if _, err := ask("/shop/group", map[string]string{"name": "Go 茶友"}); err != nil {
			return "", err
		}
		answer, err := client.ListGroupChat(&wecom.ListGroupChatRequest{
			Limit: 100, OwnerFilter: wecom.ListGroupChatRequestOwnerFilter{UserIDList: []string{shop.me}},
		})
		if err != nil {
			return "", err
		}
		chat = answer.GroupChatList[0].ChatID
		return "", must(len(answer.GroupChatList) == 1, answer)
	})
	r.try("externalcontact/groupchat/get", func() (string, error) {
		answer, err := client.GetGroupChat(&wecom.GetGroupChatRequest{ChatID: chat, NeedName: 1})
		if err != nil {
			return "", err
		}
		one := answer.GroupChat
		return "", must(one.Name == "Go 茶友" && one.Owner == shop.me && len(one.MemberList) == 1, one)
	})
	r.try("externalcontact/groupchat/add_join_way", func() (string, error) {
		made, err := client.AddJoinWay(&wecom.AddJoinWayRequest{Scene: 2, Remark: "门店", ChatIDList: []string{chat}, State: "go3"})
		if err != nil {
			return "", err
		}
		return "", must(made.ConfigID != "", made)
	})
	today := int(time.Now().Unix())
	r.try("externalcontact/groupchat/statistic", func() (string, error) {
		answer, err := client.GroupChatStatistic(&wecom.GroupChatStatisticRequest{
			DayBeginTime: today, OwnerFilter: wecom.GroupChatStatisticRequestOwnerFilter{UserIDList: []string{shop.me}}, OrderBy: 2, Limit: 100,
		})
		if err != nil {
			return "", err
		}
		return "", must(answer.Total == 1 && answer.Items[0].Owner == shop.me && answer.Items[0].Data.ChatTotal == 1, answer)
	})
	r.try("externalcontact/groupchat/statistic_group_by_day", func() (string, error) {
		answer, err := client.StatisticGroupByDay(&wecom.StatisticGroupByDayRequest{
			DayBeginTime: today, OwnerFilter: wecom.StatisticGroupByDayRequestOwnerFilter{UserIDList: []string{shop.me}},
		})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Items) == 1 && answer.Items[0].Data.ChatTotal == 1, answer)
	})
	r.try("externalcontact/groupchat/onjob_transfer", func() (string, error) {
		_, err := client.TransferGroupChatOwner(&wecom.TransferGroupChatOwnerRequest{ChatIDList: []string{chat}, NewOwner: shop.colleague})
		if err != nil {
			return "", err
		}
		answer, err := client.GetGroupChat(&wecom.GetGroupChatRequest{ChatID: chat})
		if err != nil {
			return "", err
		}
		return "", must(answer.GroupChat.Owner == shop.colleague, answer)
	})
	r.try("externalcontact/group_welcome_template/add", func() (string, error) {
		made, err := client.AddGroupWelcomeTemplate(&wecom.AddGroupWelcomeTemplateRequest{
			Text: wecom.AddGroupWelcomeTemplateRequestText{Content: "欢迎%NICKNAME%"},
		})
		welcome = made.TemplateID
		if err != nil {
			return "", err
		}
		return "", must(welcome != "", made)
	})
	r.try("externalcontact/group_welcome_template/edit", func() (string, error) {
		_, err := client.EditGroupWelcomeTemplate(&wecom.EditGroupWelcomeTemplateRequest{
			TemplateID: welcome, Text: wecom.EditGroupWelcomeTemplateRequestText{Content: "你好"},
		})
		return "", err
	})
	r.try("externalcontact/group_welcome_template/get", func() (string, error) {
		answer, err := client.GetGroupWelcomeTemplate(&wecom.GetGroupWelcomeTemplateRequest{TemplateID: welcome})
		if err != nil {
			return "", err
		}
		return "", must(answer.Text.Content == "你好", answer)
	})
	r.try("externalcontact/group_welcome_template/del", func() (string, error) {
		if _, err := client.DeleteGroupWelcomeTemplate(&wecom.DeleteGroupWelcomeTemplateRequest{TemplateID: welcome}); err != nil {
			return "", err
		}
		_, err := client.GetGroupWelcomeTemplate(&wecom.GetGroupWelcomeTemplateRequest{TemplateID: welcome})
		return "", must(err != nil, "still there")
	})
}

func tryShopMoments(r recorder, client *wecom.Client, shop shopFacts) {
	moment := ""
	now := int(time.Now().Unix())
	r.try("externalcontact/add_moment_task", func() (string, error) {
		made, err := client.AddMomentTask(&wecom.AddMomentTaskRequest{
			Text:         map[string]any{"content": "冬茶开汤"},
			VisibleRange: map[string]any{"sender_list": map[string]any{"user_list": []string{shop.me}}},
		})
		if err != nil {
			return "", err
		}
		return "", must(made.JobID != "", made)
	})
	r.try("externalcontact/get_moment_list", func() (string, error) {
		return "", until("the moment", func() bool {
			answer, err := client.GetMomentList(&wecom.GetMomentListRequest{StartTime: now - 3_600, EndTime: now + 60, FilterType: 2, Limit: 20})
			if err != nil || len(answer.MomentList) != 1 || answer.MomentList[0].Text.Content != "冬茶开汤" {
				return false
			}
			moment = answer.MomentList[0].MomentID
			return true
		})
	})
	readers := 0
	r.try("externalcontact/get_moment_task", func() (string, error) {
		if err := until("a reader", func() bool {
			got, err := ask("/shop/publish", nil)
			if err != nil {
				return false
			}
			readers = int(got["readers"].(float64))
			return readers > 0
		}); err != nil {
			return "", err
		}
		answer, err := client.GetMomentTask(&wecom.GetMomentTaskRequest{MomentID: moment, Limit: 100})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.TaskList) == 1 && answer.TaskList[0].UserID == shop.me && answer.TaskList[0].PublishStatus == 1, answer)
	})
	r.try("externalcontact/get_moment_customer_list", func() (string, error) {
		answer, err := client.GetMomentCustomerList(&wecom.GetMomentCustomerListRequest{MomentID: moment, UserID: shop.me, Limit: 100})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.CustomerList) >= readers, answer)
	})
	r.try("externalcontact/get_moment_send_result", func() (string, error) {
		answer, err := client.GetMomentSendResult(&wecom.GetMomentSendResultRequest{MomentID: moment, UserID: shop.me, Limit: 100})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.CustomerList) >= readers, answer)
	})
	r.try("externalcontact/get_moment_comments", func() (string, error) {
		answer, err := client.GetMomentComments(&wecom.GetMomentCommentsRequest{MomentID: moment, UserID: shop.me})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.LikeList) == readers && len(answer.CommentList) >= readers, answer)
	})
	r.try("externalcontact/cancel_moment_task", func() (string, error) {
		if _, err := client.CancelMomentTask(&wecom.CancelMomentTaskRequest{MomentID: moment}); err != nil {
			return "", err
		}
		got, err := ask("/shop/publish", nil)
		if err != nil {
			return "", err
		}
		return "", must(got["readers"] == float64(0), got)
	})
}

func tryShopTransfers(r recorder, client *wecom.Client, shop shopFacts, externals []string) {
	two := externals[:2]
	has := func(userid string) bool {
		answer, err := client.ListExternalContact(&wecom.ListExternalContactRequest{UserID: userid})
		if err != nil {
			return false
		}
		text := fmt.Sprint(answer.ExternalUserID)
		for _, one := range two {
			if !strings.Contains(text, one) {
				return false
			}
		}
		return true
	}
	r.try("externalcontact/transfer_customer", func() (string, error) {
		answer, err := client.TransferCustomerExternalContact(&wecom.TransferCustomerExternalContactRequest{
			HandoverUserID: shop.me, TakeoverUserID: shop.leaver, ExternalUserID: two, TransferSuccessMessage: "今后由同事为您服务",
		})
		if err != nil {
			return "", err
		}
		if err := must(len(answer.Customer) == 2 && answer.Customer[0].ErrorCode == 0, answer); err != nil {
			return "", err
		}
		return "", until("the customers", func() bool { return has(shop.leaver) })
	})
	r.try("externalcontact/transfer_result", func() (string, error) {
		answer, err := client.TransferResultExternalContact(&wecom.TransferResultExternalContactRequest{HandoverUserID: shop.me, TakeoverUserID: shop.leaver})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Customer) == 2 && answer.Customer[0].Status == 1 && answer.Customer[0].TakeoverTime > 0, answer)
	})
	r.try("externalcontact/get_unassigned_list", func() (string, error) {
		if _, err := ask("/shop/leave", map[string]string{"userid": shop.leaver}); err != nil {
			return "", err
		}
		answer, err := client.GetUnassignedList(&wecom.GetUnassignedListRequest{PageID: "0", PageSize: "100"})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Info) == 2 && answer.Info[0].HandoverUserID == shop.leaver && answer.IsLast, answer)
	})
	r.try("externalcontact/resigned/transfer_customer", func() (string, error) {
		answer, err := client.TransferCustomerResigned(&wecom.TransferCustomerResignedRequest{
			HandoverUserID: shop.leaver, TakeoverUserID: shop.colleague, ExternalUserID: two,
		})
		if err != nil {
			return "", err
		}
		if err := must(len(answer.Customer) == 2 && answer.Customer[0].ErrorCode == 0, answer); err != nil {
			return "", err
		}
		return "", until("the customers", func() bool { return has(shop.colleague) })
	})
	r.try("externalcontact/resigned/transfer_result", func() (string, error) {
		answer, err := client.TransferResultResigned(&wecom.TransferResultResignedRequest{HandoverUserID: shop.leaver, TakeoverUserID: shop.colleague})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Customer) == 2 && answer.Customer[0].Status == 1, answer)
	})
}

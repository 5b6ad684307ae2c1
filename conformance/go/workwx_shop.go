package main

import (
	"fmt"

	"github.com/xen0n/go-workwx"
)

// go-workwx at a shop and at a service desk.
func tryWorkwxShop() {
	r := recorderOf("go-workwx", "github.com/xen0n/go-workwx")
	host := workwx.WithQYAPIHost(setting.URL)
	shop, err := openShop(3)
	if err != nil {
		r.try("externalcontact/list", func() (string, error) { return "", err })
		return
	}
	client := workwx.New(shop.corpID, host).WithApp(shop.secret, 0)
	var externals []string
	r.try("externalcontact/list", func() (string, error) {
		externals, err = client.ListExternalContact(shop.me)
		if err != nil {
			return "", err
		}
		return "", must(len(externals) == 3, externals)
	})
	r.try("externalcontact/batch/get_by_user", func() (string, error) {
		answer, err := client.BatchListExternalContact(shop.me, "", 100)
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Result) == 3 && answer.NextCursor == "", answer)
	})
	r.try("externalcontact/remark", func() (string, error) {
		err := client.RemarkExternalContact(&workwx.ExternalContactRemark{Userid: shop.me, ExternalUserid: externals[0], Remark: "老客", RemarkMobiles: []string{"13912340000"}})
		if err != nil {
			return "", err
		}
		answer, err := client.GetExternalContact(externals[0])
		if err != nil {
			return "", err
		}
		return "", must(answer.FollowUser[0].Remark == "老客" && answer.FollowUser[0].RemarkMobiles[0] == "13912340000", answer)
	})
	way := ""
	r.try("externalcontact/add_contact_way", func() (string, error) {
		made, err := client.ExternalContactAddContact(1, 2, 1, "前台", true, "go1", []string{shop.me}, nil, false, 0, 0, "", workwx.Conclusions{})
		if err != nil {
			return "", err
		}
		way = made.ConfigID
		return "", must(way != "" && made.QRCode != "", made)
	})
	r.try("externalcontact/get_contact_way", func() (string, error) {
		answer, err := client.ExternalContactGetContactWay(way)
		if err != nil {
			return "", err
		}
		return "", must(answer.Remark == "前台" && answer.State == "go1" && answer.User[0] == shop.me, answer)
	})
	r.try("externalcontact/list_contact_way", func() (string, error) {
		answer, err := client.ExternalContactListContactWayChat(0, 0, "", 100)
		if err != nil {
			return "", err
		}
		return "", must(len(answer.ContactWay) == 1 && answer.ContactWay[0].ConfigID == way, answer)
	})
	r.try("externalcontact/update_contact_way", func() (string, error) {
		err := client.ExternalContactUpdateContactWay(way, "后门", true, 1, "go2", []string{shop.me}, nil, 0, 0, "", workwx.Conclusions{})
		if err != nil {
			return "", err
		}
		answer, err := client.ExternalContactGetContactWay(way)
		if err != nil {
			return "", err
		}
		return "", must(answer.Remark == "后门" && answer.State == "go2", answer)
	})
	r.try("externalcontact/del_contact_way", func() (string, error) {
		if err := client.ExternalContactDelContactWay(way); err != nil {
			return "", err
		}
		_, err := client.ExternalContactGetContactWay(way)
		return "", must(err != nil, "still there")
	})
	tryWorkwxGroups(r, client, shop)
	tryWorkwxDesk(r, workwx.New(setting.CorpID, host).WithApp(setting.CustomersSecret, 0))
}

func tryWorkwxGroups(r recorder, client *workwx.WorkwxApp, shop shopFacts) {
	chat, way := "", ""
	r.try("externalcontact/groupchat/list", func() (string, error) {
		if _, err := ask("/shop/group", map[string]string{"name": "Go 群"}); err != nil {
			return "", err
		}
		answer, err := client.GetGroupChatList(workwx.ReqChatList{Limit: 100})
		if err != nil {
			return "", err
		}
		chat = answer.GroupChatList[0].ChatID
		return "", must(len(answer.GroupChatList) == 1, answer)
	})
	r.try("externalcontact/groupchat/add_join_way", func() (string, error) {
		made, err := client.ExternalContactAddGroupChatJoinWay(workwx.ExternalGroupChatJoinWay{Scene: 2, Remark: "门店", ChatIDs: []string{chat}, State: "go4"})
		way = made
		if err != nil {
			return "", err
		}
		return "", must(way != "", made)
	})
	r.try("externalcontact/groupchat/get_join_way", func() (string, error) {
		answer, err := client.ExternalContactGetGroupChatJoinWay(way)
		if err != nil {
			return "", err
		}
		if err := must(answer.Remark == "门店" && answer.ChatIDs[0] == chat, answer); err != nil {
			return "", err
		}
		_, err = ask("/shop/visit", map[string]string{"link": answer.QRCode})
		return "", err
	})
	r.try("externalcontact/groupchat/get", func() (string, error) {
		answer, err := client.GetGroupChatInfo(chat, 1)
		if err != nil {
			return "", err
		}
		return "", must(answer.Name == "Go 群" && answer.Owner == shop.me && len(answer.MemberList) == 2, answer)
	})
	r.try("externalcontact/groupchat/update_join_way", func() (string, error) {
		err := client.ExternalContactUpdateGroupChatJoinWay(way, workwx.ExternalGroupChatJoinWay{Scene: 2, Remark: "新门店", ChatIDs: []string{chat}})
		if err != nil {
			return "", err
		}
		answer, err := client.ExternalContactGetGroupChatJoinWay(way)
		if err != nil {
			return "", err
		}
		return "", must(answer.Remark == "新门店", answer)
	})
	r.try("externalcontact/groupchat/del_join_way", func() (string, error) {
		if err := client.ExternalContactDelGroupChatJoinWay(way); err != nil {
			return "", err
		}
		_, err := client.ExternalContactGetGroupChatJoinWay(way)
		return "", must(err != nil, "still there")
	})
}

func tryWorkwxDesk(r recorder, client *workwx.WorkwxApp) {
	asked := "有人吗 " + setting.Mark
	desk, customer := "", ""
	r.try("kf/account/add", func() (string, error) {
		made, err := client.CreateKfAccount("Go 客服", "")
		desk = made
		if err != nil {
			return "", err
		}
		return "", must(desk != "", made)
	})
	r.try("kf/account/list", func() (string, error) {
		answer, err := client.ListKfAccount(0, 100)
		if err != nil {
			return "", err
		}
		for _, one := range answer {
			if one.OpenKfID == desk && one.Name == "Go 客服" {
				return "", nil
			}
		}
		return "", must(false, answer)
	})
	r.try("kf/servicer/add", func() (string, error) {
		answer, err := client.CreateKfServicer(desk, []string{setting.Member}, nil)
		if err != nil {
			return "", err
		}
		return "", must(len(answer) == 1 && answer[0].ErrCode == 0, answer)
	})
	r.try("kf/servicer/list", func() (string, error) {
		answer, err := client.ListKfServicer(desk)
		if err != nil {
			return "", err
		}
		return "", must(len(answer) == 1 && answer[0].UserID == setting.Member, answer)
	})
	r.try("kf/add_contact_way", func() (string, error) {
		link, err := client.AddKfContact(desk, "go")
		if err != nil {
			return "", err
		}
		_, err = ask("/desk/visit", map[string]string{"link": link, "text": asked})
		return "", err
	})
	r.try("kf/sync_msg", func() (string, error) {
		return "", until("the question", func() bool {
			answer, _, _, _ := client.KfSyncMsg(desk, "", "", 1000, 0)
			for _, one := range answer {
				if one.Text.Content == asked && one.Origin == 3 {
					customer = one.ExternalUserID
				}
			}
			return customer != ""
		})
	})
	r.try("kf/service_state/trans", func() (string, error) {
		if _, err := client.TransKfServiceState(desk, customer, "", 1); err != nil {
			return "", err
		}
		state, _, err := client.GetKfServiceState(desk, customer)
		if err != nil {
			return "", err
		}
		return "", must(state == 1, fmt.Sprint(state))
	})
	r.try("kf/servicer/del", func() (string, error) {
		if _, err := client.DeleteKfServicer(desk, []string{setting.Member}, nil); err != nil {
			return "", err
		}
		answer, err := client.ListKfServicer(desk)
		if err != nil {
			return "", err
		}
		return "", must(len(answer) == 0, answer)
	})
	r.try("kf/account/del", func() (string, error) { return "", client.DeleteKfAccount(desk) })
}

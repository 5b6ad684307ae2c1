package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/wenerme/go-wecom/wecom"
	"github.com/xen0n/go-workwx"
)

// go-wecom and go-workwx in the office: requests, attendance, leave and journals.
func tryOffice() {
	r := recorderOf("go-wecom", "github.com/wenerme/go-wecom")
	office, err := ask("/office", nil)
	if err != nil {
		r.try("oa/gettemplatedetail", func() (string, error) { return "", err })
		return
	}
	of := func(name string) string { return fmt.Sprint(office[name]) }
	client := wecom.NewClient(wecom.Conf{CorpID: setting.CorpID, CorpSecret: setting.Secret, AgentID: setting.AgentID})
	client.Request.BaseURL = setting.URL
	tryForms(r, client, of("template"))
	tryAttendance(r, client)
	tryJournals(r, client, of("journalTemplate"), of("journal"))
	tryWorkwxOffice(of("template"))
}

func tryForms(r recorder, client *wecom.Client, template string) {
	reason := "打车 " + setting.Mark
	no := ""
	r.try("oa/gettemplatedetail", func() (string, error) {
		answer, err := client.GetApprovalTemplateDetail(&wecom.GetApprovalTemplateDetailRequest{TemplateID: template})
		if err != nil {
			return "", err
		}
		return "", must(strings.Contains(fmt.Sprint(answer.TemplateContent), "reason"), answer)
	})
	r.try("oa/approval/create_template", func() (string, error) {
		title := []map[string]any{{"text": "Go 表单", "lang": "zh_CN"}}
		control := map[string]any{"property": map[string]any{
			"control": "Text", "id": "Text-1", "title": title, "placeholder": title, "require": 1, "un_print": 0,
		}}
		made, err := client.CreateApprovalTemplate(&wecom.CreateApprovalTemplateRequest{
			TemplateName: title, TemplateContent: map[string]any{"controls": []any{control}},
		})
		if err != nil {
			return "", err
		}
		answer, err := client.GetApprovalTemplateDetail(&wecom.GetApprovalTemplateDetailRequest{TemplateID: made.TemplateID})
		if err != nil {
			return "", err
		}
		return "", must(answer.TemplateNames[0]["text"] == "Go 表单", answer)
	})
	r.try("oa/applyevent", func() (string, error) {
		made, err := client.SubmitApprovalEvent(&wecom.SubmitApprovalEventRequest{
			CreatorUserID: setting.Colleague, TemplateID: template, UseTemplateApprover: 0,
			ApplyData:   map[string]any{"contents": []any{map[string]any{"control": "Text", "id": "reason", "value": map[string]any{"text": reason}}}},
			SummaryList: []map[string]any{{"summary_info": []any{map[string]any{"text": reason, "lang": "zh_CN"}}}},
			Process:     map[string]any{"node_list": []any{map[string]any{"type": 1, "apv_rel": 1, "userid": []string{setting.Member}}}},
		})
		if err != nil {
			return "", err
		}
		no = made.SpNo
		_, err = ask("/agree", map[string]string{"no": no})
		return "", err
	})
	r.try("oa/getapprovaldetail", func() (string, error) {
		answer, err := client.GetApprovalDetail(&wecom.GetApprovalDetailRequest{SpNo: no})
		if err != nil {
			return "", err
		}
		info, _ := answer.Info.(map[string]any)
		return "", must(info["sp_status"] == float64(2) && strings.Contains(fmt.Sprint(info["apply_data"]), reason), answer)
	})
	now := time.Now().Unix()
	r.try("oa/getapprovalinfo", func() (string, error) {
		answer, err := client.GetApprovalInfo(&wecom.GetApprovalInfoRequest{
			Starttime: fmt.Sprint(now - 3_600), Endtime: fmt.Sprint(now + 60), Size: 100,
			Filters: []map[string]any{{"key": "creator", "value": setting.Colleague}},
		})
		if err != nil {
			return "", err
		}
		return "", must(strings.Contains(strings.Join(answer.SpNoList, " "), no), answer)
	})
}

func tryAttendance(r recorder, client *wecom.Client) {
	now := int(time.Now().Unix())
	whom := []string{setting.Colleague}
	title := "北门 " + setting.Mark
	r.try("checkin/add_checkin_record", func() (string, error) {
		_, err := client.AddCheckinRecord(&wecom.AddCheckinRecordRequest{Records: []map[string]any{
			{"userid": setting.Colleague, "checkin_time": now - 95_000, "location_title": title},
		}})
		return "", err
	})
	r.try("checkin/getcheckindata", func() (string, error) {
		answer, err := client.GetCheckinData(&wecom.GetCheckinDataRequest{
			Opencheckindatatype: 3, Starttime: now - 3*86_400, Endtime: now, Useridlist: whom,
		})
		if err != nil {
			return "", err
		}
		return "", must(strings.Contains(fmt.Sprint(answer.Checkindata), title), answer)
	})
	r.try("checkin/getcheckin_daydata", func() (string, error) {
		answer, err := client.GetCheckinDayData(&wecom.GetCheckinDayDataRequest{Starttime: now - 3*86_400, Endtime: now, Useridlist: whom})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Datas) >= 2 && strings.Contains(fmt.Sprint(answer.Datas[0]), "相容工时"), answer)
	})
	r.try("checkin/getcheckin_monthdata", func() (string, error) {
		answer, err := client.GetCheckinMonthData(&wecom.GetCheckinMonthDataRequest{Starttime: now - 20*86_400, Endtime: now, Useridlist: whom})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Datas) == 1 && strings.Contains(fmt.Sprint(answer.Datas[0]), setting.Colleague), answer)
	})
	r.try("checkin/getcheckinoption", func() (string, error) {
		answer, err := client.GetCheckinOption(&wecom.GetCheckinOptionRequest{Datetime: now - now%86_400, Useridlist: whom})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.Info) == 1 && strings.Contains(fmt.Sprint(answer.Info[0]), "相容工时"), answer)
	})
	r.try("checkin/getcorpcheckinoption", func() (string, error) {
		answer, err := client.GetCorpCheckinOption(&wecom.GetCorpCheckinOptionRequest{})
		if err != nil {
			return "", err
		}
		return "", must(strings.Contains(fmt.Sprint(answer.Group), "相容工时"), answer)
	})
	r.try("checkin/punch_correction", func() (string, error) {
		// Yesterday's nine o'clock in the rule's own zone.
		day := (now+8*3_600)/86_400*86_400 - 8*3_600 - 86_400
		_, err := client.PunchCorrection(&wecom.PunchCorrectionRequest{
			UserID: setting.Colleague, ScheduleDateTime: day, ScheduleCheckinTime: 9 * 3_600, CheckinTime: day + 9*3_600 - 60, Remark: "忘了",
		})
		if err != nil {
			return "", err
		}
		answer, err := client.GetCheckinData(&wecom.GetCheckinDataRequest{
			Opencheckindatatype: 3, Starttime: day, Endtime: day + 86_400, Useridlist: whom,
		})
		if err != nil {
			return "", err
		}
		return "", must(strings.Contains(fmt.Sprint(answer.Checkindata), setting.Colleague), answer)
	})
}

func tryJournals(r recorder, client *wecom.Client, template, journal string) {
	now := int(time.Now().Unix())
	r.try("oa/journal/get_record_list", func() (string, error) {
		answer, err := client.ListJournalRecord(&wecom.ListJournalRecordRequest{
			Starttime: now - 3_600, Endtime: now + 60, Limit: 10, Filters: []map[string]any{{"key": "template_id", "value": template}},
		})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.JournaluuidList) == 1 && answer.JournaluuidList[0] == journal && answer.Endflag == 1, answer)
	})
	r.try("oa/journal/get_record_detail", func() (string, error) {
		answer, err := client.GetJournalDetail(&wecom.GetJournalDetailRequest{Journaluuid: journal})
		if err != nil {
			return "", err
		}
		return "", must(strings.Contains(fmt.Sprint(answer.Info), "盘点完毕 "+setting.Mark), answer)
	})
	r.try("oa/journal/get_stat_list", func() (string, error) {
		// The day is not over, so nothing is summed yet.
		answer, err := client.ListJournalStat(&wecom.ListJournalStatRequest{TemplateID: template, Starttime: now - 86_400, Endtime: now + 60})
		if err != nil {
			return "", err
		}
		return "", must(len(answer.StatList) <= 1, answer)
	})
}

func tryWorkwxOffice(template string) {
	r := recorderOf("go-workwx", "github.com/xen0n/go-workwx")
	app := workwx.New(setting.CorpID, workwx.WithQYAPIHost(setting.URL)).WithApp(setting.Secret, int64(setting.AgentID))
	reason := "住店 " + setting.Mark
	no := ""
	r.try("oa/gettemplatedetail", func() (string, error) {
		answer, err := app.GetOATemplateDetail(template)
		if err != nil {
			return "", err
		}
		first := answer.TemplateContent.Controls[0].Property
		return "", must(first.ID == "reason" && first.Control == "Text" && first.Require == 1, answer)
	})
	r.try("oa/applyevent", func() (string, error) {
		words := workwx.OAText{Text: reason, Lang: "zh_CN"}
		made, err := app.ApplyOAEvent(workwx.OAApplyEvent{
			CreatorUserID: setting.Colleague,
			TemplateID:    template,
			Approver:      []workwx.OAApprover{{Attr: 1, UserID: []string{setting.Member}}},
			ApplyData:     workwx.OAContents{Contents: []workwx.OAContent{{Control: "Text", ID: "reason", Value: workwx.OAContentValue{Text: reason}}}},
			SummaryList:   []workwx.OASummaryList{{SummaryInfo: []workwx.OAText{words}}},
		})
		if err != nil {
			return "", err
		}
		no = made
		_, err = ask("/agree", map[string]string{"no": no})
		return "", err
	})
	r.try("oa/getapprovaldetail", func() (string, error) {
		answer, err := app.GetOAApprovalDetail(no)
		if err != nil {
			return "", err
		}
		return "", must(answer.SpStatus == 2 && answer.ApplyData.Contents[0].Value.Text == reason, answer)
	})
	r.try("oa/getapprovalinfo", func() (string, error) {
		answer, err := app.GetOAApprovalInfo(workwx.GetOAApprovalInfoReq{
			StartTime: time.Now().Add(-time.Hour), EndTime: time.Now().Add(time.Minute), Size: 100,
		})
		if err != nil {
			return "", err
		}
		return "", must(strings.Contains(strings.Join(answer, " "), no), answer)
	})
	kind := uint32(0)
	r.try("oa/vacation/getcorpconf", func() (string, error) {
		answer, err := app.GetOAGetCorpVacationConf()
		if err != nil {
			return "", err
		}
		for _, one := range answer {
			if one.Name == "相容年假" {
				kind = one.ID
			}
		}
		return "", must(kind > 0, answer)
	})
	r.try("oa/vacation/setoneuserquota", func() (string, error) {
		return "", app.SetOAOneUserVacationQuota(workwx.OASetOneUserVacationQuota{
			UserID: setting.Colleague, VacationID: fmt.Sprint(kind), LeftDuration: "36000", TimeAttr: 1, Remarks: "给你",
		})
	})
	r.try("oa/vacation/getuservacationquota", func() (string, error) {
		answer, err := app.GetOAGetUserVacationQuota(setting.Colleague)
		if err != nil {
			return "", err
		}
		left := uint32(0)
		for _, one := range answer {
			if one.ID == kind {
				left = one.LeftDuration
			}
		}
		return "", must(left == 36_000, answer)
	})
}

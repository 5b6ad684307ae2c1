import com.google.gson.JsonObject;
import java.util.Date;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.cp.api.WxCpOaService;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.bean.oa.SummaryInfo;
import me.chanjar.weixin.cp.bean.oa.WxCpOaApplyEventRequest;
import me.chanjar.weixin.cp.bean.oa.WxCpSpStatus;
import me.chanjar.weixin.cp.bean.oa.applydata.ApplyDataContent;
import me.chanjar.weixin.cp.bean.oa.applydata.ContentValue;

/** Requests, attendance and leave. */
final class WxJavaOffice {
  private static final long DAY = 86_400_000L;

  private WxJavaOffice() {}

  static void all(WxCpService app) throws Exception {
    JsonObject office = WxJavaLane.ask("/office", Map.of());
    requests(app.getOaService(), office.get("template").getAsString());
    attendance(app, app.getOaService());
    leave(app.getOaService());
  }

  private static void requests(WxCpOaService oa, String template) {
    String mark = WxJavaLane.text("mark");
    String colleague = WxJavaLane.text("colleague");
    String[] no = {""};
    WxJavaLane.attempt("oa/gettemplatedetail", () -> {
      var seen = oa.getTemplateDetail(template);
      var first = seen.getTemplateContent().getControls().get(0).getProperty();
      return WxJavaLane.must(first.getControl().equals("Text") && first.getId().equals("reason"), seen.toJson());
    });
    WxJavaLane.attempt("oa/applyevent", () -> {
      no[0] = oa.apply(request(template, colleague, "打车 " + mark));
      WxJavaLane.ask("/agree", Map.of("no", no[0]));
      return null;
    });
    WxJavaLane.attempt("oa/getapprovaldetail", () -> {
      var seen = oa.getApprovalDetail(no[0]).getInfo();
      boolean right = seen.getSpStatus() == WxCpSpStatus.PASSED && seen.getApplier().getUserId().equals(colleague)
          && seen.getApplyData().getContents().get(0).getValue().getText().equals("打车 " + mark);
      return WxJavaLane.must(right, seen);
    });
    Date now = new Date();
    WxJavaLane.attempt("oa/getapprovalinfo", () -> {
      var seen = oa.getApprovalInfo(new Date(now.getTime() - 3_600_000), new Date(now.getTime() + 60_000));
      return WxJavaLane.must(seen.getSpNoList().contains(no[0]), seen);
    });
    WxJavaLane.attempt("corp/getapprovaldata", () -> {
      var seen = oa.getApprovalData(now.getTime() / 1000 - 3_600, now.getTime() / 1000 + 60, null);
      return WxJavaLane.must(seen.getData().stream().anyMatch((d) -> String.valueOf(d.getSpNum()).equals(no[0])), seen);
    });
  }

  private static WxCpOaApplyEventRequest request(String template, String creator, String reason) {
    ContentValue value = new ContentValue();
    value.setText(reason);
    ApplyDataContent content = new ApplyDataContent();
    content.setControl("Text");
    content.setId("reason");
    content.setValue(value);
    WxCpOaApplyEventRequest.ApplyData data = new WxCpOaApplyEventRequest.ApplyData();
    data.setContents(List.of(content));
    WxCpOaApplyEventRequest.Approver approver = new WxCpOaApplyEventRequest.Approver();
    approver.setAttr(1);
    approver.setUserIds(new String[] {WxJavaLane.text("member")});
    SummaryInfo.SummaryInfoData words = new SummaryInfo.SummaryInfoData();
    words.setText(reason);
    words.setLang("zh_CN");
    SummaryInfo summary = new SummaryInfo();
    summary.setSummaryInfoData(List.of(words));
    WxCpOaApplyEventRequest asked = new WxCpOaApplyEventRequest();
    asked.setCreatorUserId(creator);
    asked.setTemplateId(template);
    asked.setUseTemplateApprover(0);
    asked.setApprovers(List.of(approver));
    asked.setApplyData(data);
    asked.setSummaryList(List.of(summary));
    return asked;
  }

  private static void attendance(WxCpService app, WxCpOaService oa) throws Exception {
    String colleague = WxJavaLane.text("colleague");
    String title = "南门 " + WxJavaLane.text("mark");
    Date now = new Date();
    Date before = new Date(now.getTime() - 3 * DAY);
    List<String> whom = List.of(colleague);
    WxJavaLane.attempt("checkin/add_checkin_record", () -> {
      JsonObject record = new JsonObject();
      record.addProperty("userid", colleague);
      record.addProperty("checkin_time", now.getTime() / 1000 - 90_000);
      record.addProperty("location_title", title);
      // WxJava knows the path by its own door for posts alone.
      app.post(WxJavaLane.text("url") + "/cgi-bin/checkin/add_checkin_record", "{\"records\":[" + record + "]}");
      return null;
    });
    WxJavaLane.attempt("checkin/getcheckindata", () -> {
      var seen = oa.getCheckinData(3, before, now, whom);
      return WxJavaLane.must(seen.stream().anyMatch((p) -> title.equals(p.getLocationTitle())), seen);
    });
    WxJavaLane.attempt("checkin/getcheckinoption", () -> {
      var seen = oa.getCheckinOption(now, whom);
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getUserId().equals(colleague) && seen.get(0).getGroup().getGroupName().equals("相容工时"), seen);
    });
    WxJavaLane.attempt("checkin/getcorpcheckinoption", () -> {
      var seen = oa.getCropCheckinOption();
      return WxJavaLane.must(seen.stream().anyMatch((g) -> "相容工时".equals(g.getGroupName())), seen);
    });
    WxJavaLane.attempt("checkin/getcheckin_daydata", () -> {
      var seen = oa.getCheckinDayData(before, now, whom);
      return WxJavaLane.must(seen.size() >= 2 && seen.get(0).getBaseInfo().getAcctId().equals(colleague), seen);
    });
    WxJavaLane.attempt("checkin/getcheckin_monthdata", () -> {
      var seen = oa.getCheckinMonthData(new Date(now.getTime() - 20 * DAY), now, whom);
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getSummaryInfo().getWorkDays() > 0, seen);
    });
    WxJavaLane.attempt("checkin/getcheckinschedulist", () -> {
      oa.getCheckinScheduleList(before, now, whom);
      return null;
    });
  }

  private static void leave(WxCpOaService oa) {
    String colleague = WxJavaLane.text("colleague");
    Integer[] kind = {0};
    WxJavaLane.attempt("oa/vacation/getcorpconf", () -> {
      var seen = oa.getCorpConf().getLists();
      kind[0] = seen.stream().filter((c) -> c.getName().equals("相容年假")).findFirst().orElseThrow().getId();
      return null;
    });
    WxJavaLane.attempt("oa/vacation/setoneuserquota", () -> {
      oa.setOneUserQuota(colleague, kind[0], 72_000, 1, "给你");
      return null;
    });
    WxJavaLane.attempt("oa/vacation/getuservacationquota", () -> {
      var seen = oa.getUserVacationQuota(colleague).getLists();
      return WxJavaLane.must(seen.stream().anyMatch((q) -> q.getId().equals(kind[0]) && q.getLeftDuration() == 72_000), seen);
    });
  }
}

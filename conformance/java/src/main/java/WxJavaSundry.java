import java.util.Date;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.bean.WxCpAgent;
import me.chanjar.weixin.cp.bean.WxCpAgentWorkBench;
import me.chanjar.weixin.cp.bean.export.WxCpExportRequest;

/** What is asked for now and then: lookups, the app's own page on the workbench, exports of the directory. */
final class WxJavaSundry {
  private WxJavaSundry() {}

  static void all(WxCpService app, WxCpService contacts) {
    lookups(app, contacts);
    workbench(app);
    exports(contacts);
  }

  private static void lookups(WxCpService app, WxCpService contacts) {
    String member = WxJavaLane.text("member");
    WxJavaLane.attempt("user/get_userid_by_email", () -> {
      String email = contacts.getUserService().getById(member).getEmail();
      String seen = contacts.getUserService().getUserIdByEmail(email, 2);
      return WxJavaLane.must(seen.equals(member), seen);
    });
    WxJavaLane.attempt("user/convert_to_userid", () -> {
      String openid = app.getUserService().userId2Openid(member, null).get("openid");
      String seen = app.getUserService().openid2UserId(openid);
      return WxJavaLane.must(seen.equals(member), seen);
    });
    WxJavaLane.attempt("user/get_active_stat", () -> {
      Integer seen = contacts.getUserService().getActiveStat(new Date(System.currentTimeMillis() - 86_400_000L));
      return WxJavaLane.must(seen != null && seen >= 0, seen);
    });
    WxJavaLane.attempt("corp/get_join_qrcode", () -> {
      String seen = contacts.getUserService().getJoinQrCode(1);
      return WxJavaLane.must(seen.startsWith("http"), seen);
    });
    WxJavaLane.attempt("user/authsucc", () -> {
      contacts.getUserService().authenticate(member);
      return null;
    });
    WxJavaLane.attempt("get_api_domain_ip", () -> {
      String[] seen = app.getApiDomainIp();
      return WxJavaLane.must(seen != null, seen);
    });
  }

  private static void workbench(WxCpService app) {
    int agent = WxJavaLane.setting.get("agentId").getAsInt();
    String page = "https://tea.example/bench";
    WxJavaLane.attempt("agent/set", () -> {
      app.getAgentService().set(WxCpAgent.builder().agentId(agent).description("爪哇的应用").homeUrl(page).build());
      var seen = app.getAgentService().get(agent);
      return WxJavaLane.must(seen.getDescription().equals("爪哇的应用") && seen.getHomeUrl().equals(page), seen.toJson());
    });
    WxJavaLane.attempt("agent/set_workbench_template", () -> {
      app.getWorkBenchService().setWorkBenchTemplate(WxCpAgentWorkBench.builder().agentId((long) agent).type("webview").url(page).jumpUrl(page).build());
      return null;
    });
    WxJavaLane.attempt("agent/get_workbench_template", () -> {
      String seen = app.getWorkBenchService().getWorkBenchTemplate((long) agent);
      return WxJavaLane.must(seen.contains("webview") && seen.contains(page), seen);
    });
    WxJavaLane.attempt("agent/set_workbench_data", () -> {
      var mine = WxCpAgentWorkBench.builder().agentId((long) agent).userId(WxJavaLane.text("member")).type("webview").url(page + "/mine").build();
      app.getWorkBenchService().setWorkBenchData(mine);
      return null;
    });
  }

  private interface Export {
    String begin(WxCpExportRequest asked) throws Exception;
  }

  private static void exports(WxCpService contacts) {
    var service = contacts.getExportService();
    Map<String, Export> kinds = Map.of("export/simple_user", service::simpleUser, "export/user", service::user, "export/department", service::department);
    kinds.forEach((path, begin) -> WxJavaLane.attempt(path, () -> {
      WxCpExportRequest asked = new WxCpExportRequest();
      asked.setEncodingAesKey(WxJavaLane.text("aesKey"));
      asked.setBlockSize(10_000);
      String job = begin.begin(asked);
      return WxJavaCustomers.soon("the export", () -> {
        var seen = service.getResult(job);
        return seen.getStatus() == 2 && seen.getDataList().get(0).getUrl().startsWith("http") && seen.getDataList().get(0).getMd5().length() == 32;
      });
    }));
    WxJavaLane.attempt("export/taguser", () -> {
      String tag = contacts.getTagService().create("导出" + WxJavaLane.text("mark"), null);
      contacts.getTagService().addUsers2Tag(tag, List.of(WxJavaLane.text("member")), null);
      WxCpExportRequest asked = new WxCpExportRequest();
      asked.setEncodingAesKey(WxJavaLane.text("aesKey"));
      asked.setBlockSize(10_000);
      asked.setTagId(Integer.valueOf(tag));
      String job = service.tagUser(asked);
      return WxJavaCustomers.soon("the export", () -> service.getResult(job).getStatus() == 2);
    });
    WxJavaLane.attempt("export/get_result", () -> WxJavaCustomers.refused(() -> service.getResult("made-up")));
  }
}

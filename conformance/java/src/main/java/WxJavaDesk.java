import java.util.List;
import java.util.Map;
import me.chanjar.weixin.cp.api.WxCpKfService;
import me.chanjar.weixin.cp.bean.kf.WxCpKfAccountAdd;
import me.chanjar.weixin.cp.bean.kf.WxCpKfAccountDel;
import me.chanjar.weixin.cp.bean.kf.WxCpKfAccountLink;
import me.chanjar.weixin.cp.bean.kf.WxCpKfAccountUpd;
import me.chanjar.weixin.cp.bean.kf.WxCpKfGetCorpStatisticRequest;
import me.chanjar.weixin.cp.bean.kf.WxCpKfGetServicerStatisticRequest;
import me.chanjar.weixin.cp.bean.kf.WxCpKfMsgSendRequest;
import me.chanjar.weixin.cp.bean.kf.msg.WxCpKfTextMsg;

/** A service desk: somebody comes, asks, and is answered. */
final class WxJavaDesk {
  private WxJavaDesk() {}

  static void all() {
    WxCpKfService service = WxJavaLane.serviceOf(WxJavaLane.configOf(WxJavaLane.text("customersSecret"))).getKfService();
    String mark = WxJavaLane.text("mark");
    String member = WxJavaLane.text("member");
    String[] desk = {""};
    String[] customer = {""};
    WxJavaLane.attempt("kf/account/add", () -> {
      WxCpKfAccountAdd asked = new WxCpKfAccountAdd();
      asked.setName("爪哇客服");
      desk[0] = service.addAccount(asked).getOpenKfid();
      return WxJavaLane.must(!desk[0].isEmpty(), desk[0]);
    });
    WxJavaLane.attempt("kf/account/update", () -> {
      WxCpKfAccountUpd asked = new WxCpKfAccountUpd();
      asked.setOpenKfid(desk[0]);
      asked.setName("爪哇新客服");
      service.updAccount(asked);
      return null;
    });
    WxJavaLane.attempt("kf/account/list", () -> {
      var seen = service.listAccount(0, 100).getAccountList();
      return WxJavaLane.must(seen.stream().anyMatch((a) -> a.getOpenKfid().equals(desk[0]) && a.getName().equals("爪哇新客服")), seen);
    });
    WxJavaLane.attempt("kf/servicer/add", () -> {
      var seen = service.addServicer(desk[0], List.of(member)).getResultList();
      return WxJavaLane.must(seen.get(0).getErrcode() == 0, seen);
    });
    WxJavaLane.attempt("kf/servicer/list", () -> {
      var seen = service.listServicer(desk[0]).getServicerList();
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getUserId().equals(member), seen);
    });
    WxJavaLane.attempt("kf/add_contact_way", () -> {
      WxCpKfAccountLink asked = new WxCpKfAccountLink();
      asked.setOpenKfid(desk[0]);
      asked.setScene("java");
      String link = service.getAccountLink(asked).getUrl();
      WxJavaLane.ask("/desk/visit", Map.of("link", link, "text", "有人吗 " + mark));
      return null;
    });
    WxJavaLane.attempt("kf/sync_msg", () -> {
      return WxJavaCustomers.soon("the question", () -> {
        for (var one : service.syncMsg("", null, 1000, 0, desk[0]).getMsgList()) {
          if (one.getText() != null && one.getText().getContent().equals("有人吗 " + mark) && one.getOrigin() == 3)
            customer[0] = one.getExternalUserId();
        }
        return !customer[0].isEmpty();
      });
    });
    WxJavaLane.attempt("kf/service_state/trans", () -> {
      service.transServiceState(desk[0], customer[0], 1, null);
      return null;
    });
    WxJavaLane.attempt("kf/service_state/get", () -> {
      var seen = service.getServiceState(desk[0], customer[0]);
      return WxJavaLane.must(seen.getServiceState() == 1, seen);
    });
    WxJavaLane.attempt("kf/send_msg", () -> {
      WxCpKfTextMsg words = new WxCpKfTextMsg();
      words.setContent("有的 " + mark);
      WxCpKfMsgSendRequest asked = new WxCpKfMsgSendRequest();
      asked.setToUser(customer[0]);
      asked.setOpenKfid(desk[0]);
      asked.setMsgType("text");
      asked.setText(words);
      service.sendMsg(asked);
      String read = WxJavaLane.ask("/desk/reads", Map.of()).get("texts").toString();
      return WxJavaLane.must(read.contains("有的 " + mark), read);
    });
    WxJavaLane.attempt("kf/customer/batchget", () -> {
      var seen = service.customerBatchGet(List.of(customer[0], "wmnobody"));
      return WxJavaLane.must(seen.getCustomerList().size() == 1 && seen.getInvalidExternalUserId().contains("wmnobody"), seen);
    });
    WxJavaLane.attempt("kf/customer/get_upgrade_service_config", () -> {
      var seen = service.getUpgradeServiceConfig();
      return WxJavaLane.must(seen.getMemberRange() != null, seen);
    });
    long now = System.currentTimeMillis() / 1000;
    WxJavaLane.attempt("kf/get_corp_statistic", () -> {
      WxCpKfGetCorpStatisticRequest asked = new WxCpKfGetCorpStatisticRequest();
      asked.setOpenKfId(desk[0]);
      asked.setStartTime(now - 86_400);
      asked.setEndTime(now);
      var seen = service.getCorpStatistic(asked).getStatisticList();
      return WxJavaLane.must(seen.size() == 1, seen);
    });
    WxJavaLane.attempt("kf/get_servicer_statistic", () -> {
      WxCpKfGetServicerStatisticRequest asked = new WxCpKfGetServicerStatisticRequest();
      asked.setOpenKfId(desk[0]);
      asked.setStartTime(now - 86_400);
      asked.setEndTime(now);
      var seen = service.getServicerStatistic(asked).getStatisticList();
      return WxJavaLane.must(seen.size() == 1, seen);
    });
    WxJavaLane.attempt("kf/servicer/del", () -> {
      service.delServicer(desk[0], List.of(member));
      return WxJavaLane.must(service.listServicer(desk[0]).getServicerList().isEmpty(), "still there");
    });
    WxJavaLane.attempt("kf/account/del", () -> {
      WxCpKfAccountDel asked = new WxCpKfAccountDel();
      asked.setOpenKfid(desk[0]);
      service.delAccount(asked);
      var seen = service.listAccount(0, 100).getAccountList();
      return WxJavaLane.must(seen.stream().noneMatch((a) -> a.getOpenKfid().equals(desk[0])), seen);
    });
  }
}

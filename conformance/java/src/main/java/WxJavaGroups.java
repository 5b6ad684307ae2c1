import java.util.Date;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.cp.api.WxCpExternalContactService;
import me.chanjar.weixin.cp.bean.external.WxCpAddMomentTask;
import me.chanjar.weixin.cp.bean.external.WxCpGroupJoinWayInfo;
import me.chanjar.weixin.cp.bean.external.WxCpGroupWelcomeTemplateResult;
import me.chanjar.weixin.cp.bean.external.moment.SenderList;
import me.chanjar.weixin.cp.bean.external.moment.VisibleRange;

/** Groups with customers, and moments. */
final class WxJavaGroups {
  static WxCpExternalContactService service;
  static String owner;

  private WxJavaGroups() {}

  static void all() {
    groups();
    welcomes();
    moments();
  }

  private static void groups() {
    String[] chat = {""};
    String[] way = {""};
    WxJavaLane.attempt("externalcontact/groupchat/list", () -> {
      WxJavaLane.ask("/shop/group", Map.of("name", "爪哇茶友"));
      var seen = service.listGroupChat(100, "", 0, new String[] {owner}).getGroupChatList();
      chat[0] = seen.get(0).getChatId();
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getStatus() == 0, seen.size());
    });
    WxJavaLane.attempt("externalcontact/groupchat/add_join_way", () -> {
      way[0] = service.addJoinWay(joinWay(null, "门店", List.of(chat[0]))).getConfigId();
      return WxJavaLane.must(!way[0].isEmpty(), way[0]);
    });
    WxJavaLane.attempt("externalcontact/groupchat/get_join_way", () -> {
      var seen = service.getJoinWay(way[0]).getJoinWay();
      WxJavaLane.must(seen.getRemark().equals("门店") && seen.getChatIdList().equals(List.of(chat[0])), seen);
      WxJavaLane.ask("/shop/visit", Map.of("link", seen.getQrCode()));
      return null;
    });
    WxJavaLane.attempt("externalcontact/groupchat/get", () -> {
      var seen = service.getGroupChat(chat[0], 1).getGroupChat();
      boolean right = seen.getName().equals("爪哇茶友") && seen.getOwner().equals(owner) && seen.getMemberList().size() == 2
          && seen.getMemberList().get(1).getState().equals("java3") && seen.getMemberList().get(1).getJoinScene() == 3;
      return WxJavaLane.must(right, seen);
    });
    WxJavaLane.attempt("externalcontact/groupchat/update_join_way", () -> {
      service.updateJoinWay(joinWay(way[0], "新门店", List.of(chat[0])));
      var seen = service.getJoinWay(way[0]).getJoinWay();
      return WxJavaLane.must(seen.getRemark().equals("新门店"), seen);
    });
    WxJavaLane.attempt("externalcontact/groupchat/del_join_way", () -> {
      service.delJoinWay(way[0]);
      return WxJavaCustomers.refused(() -> service.getJoinWay(way[0]));
    });
    WxJavaLane.attempt("externalcontact/groupchat/statistic", () -> {
      var seen = service.getGroupChatStatistic(new Date(), 2, 0, 0, 100, new String[] {owner}, new String[0]);
      var data = seen.getItemList().get(0).getItemData();
      return WxJavaLane.must(seen.getTotal() == 1 && data.getChatTotal() == 1 && data.getMemberTotal() == 1, data);
    });
    WxJavaLane.attempt("externalcontact/groupchat/transfer", () -> {
      var seen = service.transferGroupChat(new String[] {chat[0]}, owner).getFailedChatList();
      // Its owner is still here: each chat that cannot be handed over says why.
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getChatId().equals(chat[0]), seen);
    });
  }

  private static WxCpGroupJoinWayInfo joinWay(String id, String remark, List<String> chats) {
    WxCpGroupJoinWayInfo.JoinWay way = new WxCpGroupJoinWayInfo.JoinWay();
    way.setConfigId(id);
    way.setScene(2);
    way.setRemark(remark);
    way.setAutoCreateRoom(0);
    way.setChatIdList(chats);
    way.setState("java3");
    WxCpGroupJoinWayInfo info = new WxCpGroupJoinWayInfo();
    info.setJoinWay(way);
    return info;
  }

  private static void welcomes() {
    String[] id = {""};
    WxJavaLane.attempt("externalcontact/group_welcome_template/add", () -> {
      id[0] = service.addGroupWelcomeTemplate(WxCpGroupWelcomeTemplateResult.builder().text(WxJavaCustomers.words("欢迎%NICKNAME%")).notify(0).build());
      return WxJavaLane.must(!id[0].isEmpty(), id[0]);
    });
    WxJavaLane.attempt("externalcontact/group_welcome_template/edit", () -> {
      service.editGroupWelcomeTemplate(WxCpGroupWelcomeTemplateResult.builder().templateId(id[0]).text(WxJavaCustomers.words("你好")).build());
      return null;
    });
    WxJavaLane.attempt("externalcontact/group_welcome_template/get", () -> {
      var seen = service.getGroupWelcomeTemplate(id[0]);
      return WxJavaLane.must(seen.getText().getContent().equals("你好"), seen.getText());
    });
    WxJavaLane.attempt("externalcontact/group_welcome_template/del", () -> {
      service.delGroupWelcomeTemplate(id[0], null);
      return WxJavaCustomers.refused(() -> service.getGroupWelcomeTemplate(id[0]));
    });
  }

  private static void moments() {
    String[] job = {""};
    String[] moment = {""};
    int[] readers = {0};
    WxJavaLane.attempt("externalcontact/add_moment_task", () -> {
      SenderList senders = new SenderList();
      senders.setUserList(List.of(owner));
      VisibleRange range = new VisibleRange();
      range.setSenderList(senders);
      WxCpAddMomentTask task = WxCpAddMomentTask.builder().text(WxJavaCustomers.words("冬茶开汤")).visibleRange(range).build();
      job[0] = service.addMomentTask(task).getJobId();
      return WxJavaLane.must(!job[0].isEmpty(), job[0]);
    });
    WxJavaLane.attempt("externalcontact/get_moment_task_result", () -> {
      WxJavaCustomers.soon("the end of the job", () -> service.getMomentTaskResult(job[0]).getStatus() == 3);
      moment[0] = service.getMomentTaskResult(job[0]).getResult().getMomentId();
      return WxJavaLane.must(moment[0] != null && !moment[0].isEmpty(), moment[0]);
    });
    WxJavaLane.attempt("externalcontact/get_moment_task", () -> {
      var before = service.getMomentTask(moment[0], "", 100).getTaskList();
      WxJavaLane.must(before.size() == 1 && before.get(0).getPublishStatus().equals("0"), before);
      // Chance keeps some out, and who is shown it is told a moment later.
      WxJavaCustomers.soon("a reader", () -> {
        readers[0] = WxJavaLane.ask("/shop/publish", Map.of()).get("readers").getAsInt();
        return readers[0] > 0;
      });
      var seen = service.getMomentTask(moment[0], "", 100).getTaskList();
      return WxJavaLane.must(seen.get(0).getUserId().equals(owner) && seen.get(0).getPublishStatus().equals("1"), seen);
    });
    WxJavaLane.attempt("externalcontact/get_moment_customer_list", () -> {
      var seen = service.getMomentCustomerList(moment[0], owner, "", 100).getCustomerList();
      return WxJavaLane.must(seen.size() >= readers[0] && seen.get(0).getUserId().equals(owner), seen);
    });
    WxJavaLane.attempt("externalcontact/get_moment_send_result", () -> {
      var seen = service.getMomentSendResult(moment[0], owner, "", 100).getCustomerList();
      return WxJavaLane.must(seen.size() >= readers[0] && seen.get(0).getExternalUserId().startsWith("wm"), seen);
    });
    WxJavaLane.attempt("externalcontact/get_moment_comments", () -> {
      var seen = service.getMomentComments(moment[0], owner);
      boolean right = seen.getLikeList().size() == readers[0] && !seen.getCommentList().isEmpty();
      return WxJavaLane.must(right, seen.getLikeList().size());
    });
    WxJavaLane.attempt("externalcontact/get_moment_list", () -> {
      long now = System.currentTimeMillis() / 1000;
      var seen = service.getMomentList(now - 3_600, now + 60, null, 2, "", 20).getMomentList();
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getText().getContent().equals("冬茶开汤"), seen);
    });
    WxJavaLane.attempt("externalcontact/cancel_moment_task", () -> {
      service.cancelMomentTask(moment[0]);
      int left = WxJavaLane.ask("/shop/publish", Map.of()).get("readers").getAsInt();
      return WxJavaLane.must(left == 0, left);
    });
  }
}

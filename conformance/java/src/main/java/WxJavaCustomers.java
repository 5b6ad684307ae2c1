import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpExternalContactService;
import me.chanjar.weixin.cp.bean.external.WxCpContactWayInfo;
import me.chanjar.weixin.cp.bean.external.WxCpMsgTemplate;
import me.chanjar.weixin.cp.bean.external.WxCpUpdateRemarkRequest;
import me.chanjar.weixin.cp.bean.external.WxCpUserExternalTagGroupInfo;
import me.chanjar.weixin.cp.bean.external.WxCpUserTransferCustomerReq;
import me.chanjar.weixin.cp.bean.external.WxCpUserTransferResultResp;
import me.chanjar.weixin.cp.bean.external.contact.FollowedUser;
import me.chanjar.weixin.cp.bean.external.msg.Text;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;

/** Customers of a shop of its own: codes, remarks, tags, mass messages, and who hands whom over. */
final class WxJavaCustomers {
  private static WxCpExternalContactService service;
  private static String me;
  private static String colleague;
  private static String leaver;
  private static final List<String> externals = new ArrayList<>();

  private WxJavaCustomers() {}

  static void all() throws Exception {
    JsonObject shop = WxJavaLane.ask("/shop", Map.of("customers", "6"));
    WxCpDefaultConfigImpl config = WxJavaLane.configOf(shop.get("secret").getAsString());
    config.setCorpId(shop.get("corpId").getAsString());
    WxJavaLinks.shop = WxJavaLane.serviceOf(config);
    service = WxJavaLinks.shop.getExternalContactService();
    me = shop.get("userid").getAsString();
    colleague = shop.get("colleague").getAsString();
    leaver = shop.get("leaver").getAsString();
    WxJavaLinks.me = me;
    WxJavaGroups.service = service;
    WxJavaGroups.owner = me;
    reads();
    ways();
    tags();
    broadcasts();
    transfers();
  }

  static Text words(String content) {
    Text text = new Text();
    text.setContent(content);
    return text;
  }

  /** Looks for up to twenty seconds. */
  static String soon(String what, Looking look) throws Exception {
    for (int i = 0; i < 200; i++) {
      try {
        if (look.there()) return null;
      } catch (WxErrorException error) {
        // Whoever follows nobody is refused, not shown an empty list.
        if (error.getError().getErrorCode() != 84061) throw error;
      }
      Thread.sleep(100);
    }
    return WxJavaLane.must(false, what + " did not come");
  }

  interface Looking {
    boolean there() throws Exception;
  }

  private static void reads() {
    WxJavaLane.attempt("externalcontact/get_follow_user_list", () -> {
      List<String> seen = service.listFollowers();
      return WxJavaLane.must(seen.contains(me), seen);
    });
    WxJavaLane.attempt("externalcontact/list", () -> {
      externals.addAll(service.listExternalContacts(me));
      return WxJavaLane.must(new HashSet<>(externals).size() == 6, externals);
    });
    WxJavaLane.attempt("externalcontact/get", () -> {
      var seen = service.getContactDetail(externals.get(0), null);
      boolean right = seen.getExternalContact().getName().startsWith("客户") && seen.getFollowedUsers().get(0).getUserId().equals(me);
      return WxJavaLane.must(right, seen.getExternalContact());
    });
    WxJavaLane.attempt("externalcontact/batch/get_by_user", () -> {
      var seen = new HashSet<String>();
      String cursor = "";
      do {
        var page = service.getContactDetailBatch(new String[] {me}, cursor, 4);
        page.getExternalContactList().forEach((c) -> seen.add(c.getExternalContact().getExternalUserId()));
        cursor = page.getNextCursor();
      } while (cursor != null && !cursor.isEmpty());
      return WxJavaLane.must(seen.equals(new HashSet<>(externals)), seen);
    });
    WxJavaLane.attempt("externalcontact/remark", () -> {
      service.updateRemark(WxCpUpdateRemarkRequest.builder().userId(me).externalUserId(externals.get(0)).remark("老客")
          .description("爱喝普洱").remarkMobiles(new String[] {"13912340000"}).build());
      FollowedUser seen = mine(externals.get(0));
      boolean right = seen.getRemark().equals("老客") && seen.getDescription().equals("爱喝普洱")
          && Arrays.asList(seen.getRemarkMobiles()).contains("13912340000");
      return WxJavaLane.must(right, seen);
    });
  }

  private static FollowedUser mine(String external) throws WxErrorException {
    return service.getContactDetail(external, null).getFollowedUsers().stream()
        .filter((f) -> f.getUserId().equals(me)).findFirst().orElseThrow();
  }

  private static void ways() {
    String[] way = {""};
    String[] picture = {""};
    WxJavaLane.attempt("externalcontact/add_contact_way", () -> {
      WxCpContactWayInfo.ContactWay asked = new WxCpContactWayInfo.ContactWay();
      asked.setType(WxCpContactWayInfo.TYPE.SINGLE);
      asked.setScene(WxCpContactWayInfo.SCENE.QRCODE);
      asked.setRemark("前台");
      asked.setState("java1");
      asked.setSkipVerify(true);
      asked.setUsers(List.of(me));
      WxCpContactWayInfo info = new WxCpContactWayInfo();
      info.setContactWay(asked);
      var made = service.addContactWay(info);
      way[0] = made.getConfigId();
      picture[0] = made.getQrCode();
      WxJavaLane.ask("/shop/visit", Map.of("link", picture[0], "times", "4"));
      List<String> now = new ArrayList<>(service.listExternalContacts(me));
      now.removeAll(externals);
      return WxJavaLane.must(now.size() == 4 && mine(now.get(0)).getState().equals("java1"), now);
    });
    WxJavaLane.attempt("externalcontact/get_contact_way", () -> {
      var seen = service.getContactWay(way[0]).getContactWay();
      return WxJavaLane.must(seen.getRemark().equals("前台") && seen.getUsers().equals(List.of(me)), seen);
    });
    WxJavaLane.attempt("externalcontact/list_contact_way", () -> {
      long now = System.currentTimeMillis() / 1000;
      var seen = service.listContactWay(now - 3_600, now + 60, "", 100L).getContactWay();
      return WxJavaLane.must(seen.stream().anyMatch((w) -> w.getConfigId().equals(way[0])), seen);
    });
    WxJavaLane.attempt("externalcontact/update_contact_way", () -> {
      WxCpContactWayInfo.ContactWay asked = new WxCpContactWayInfo.ContactWay();
      asked.setConfigId(way[0]);
      asked.setRemark("后门");
      asked.setState("java2");
      WxCpContactWayInfo info = new WxCpContactWayInfo();
      info.setContactWay(asked);
      service.updateContactWay(info);
      var seen = service.getContactWay(way[0]).getContactWay();
      return WxJavaLane.must(seen.getRemark().equals("后门") && seen.getState().equals("java2"), seen);
    });
    WxJavaLane.attempt("externalcontact/del_contact_way", () -> {
      service.deleteContactWay(way[0]);
      return refused(() -> service.getContactWay(way[0]));
    });
  }

  interface Call {
    void run() throws Exception;
  }

  static String refused(Call call) throws Exception {
    try {
      call.run();
    } catch (WxErrorException error) {
      return null;
    }
    return WxJavaLane.must(false, "an answer");
  }

  private static void tags() {
    String[] group = {""};
    String[] tag = {""};
    WxJavaLane.attempt("externalcontact/add_corp_tag", () -> {
      WxCpUserExternalTagGroupInfo.Tag gold = new WxCpUserExternalTagGroupInfo.Tag();
      gold.setName("金");
      WxCpUserExternalTagGroupInfo.TagGroup asked = new WxCpUserExternalTagGroupInfo.TagGroup();
      asked.setGroupName("等级");
      asked.setTag(List.of(gold));
      WxCpUserExternalTagGroupInfo info = new WxCpUserExternalTagGroupInfo();
      info.setTagGroup(asked);
      var made = service.addCorpTag(info).getTagGroup();
      group[0] = made.getGroupId();
      tag[0] = made.getTag().get(0).getId();
      return WxJavaLane.must(made.getGroupName().equals("等级") && made.getTag().get(0).getName().equals("金"), made);
    });
    WxJavaLane.attempt("externalcontact/edit_corp_tag", () -> {
      service.editCorpTag(tag[0], "钻石", 3);
      return null;
    });
    WxJavaLane.attempt("externalcontact/get_corp_tag_list", () -> {
      var seen = service.getCorpTagList(null, new String[] {group[0]}).getTagGroupList();
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getTag().get(0).getName().equals("钻石"), seen.size());
    });
    WxJavaLane.attempt("externalcontact/mark_tag", () -> {
      service.markTag(me, externals.get(0), new String[] {tag[0]}, null);
      FollowedUser seen = mine(externals.get(0));
      WxJavaLane.must(seen.getTags().length == 1 && seen.getTags()[0].getTagName().equals("钻石"), seen);
      service.markTag(me, externals.get(0), null, new String[] {tag[0]});
      return WxJavaLane.must(mine(externals.get(0)).getTags().length == 0, "still tagged");
    });
    WxJavaLane.attempt("externalcontact/del_corp_tag", () -> {
      service.delCorpTag(null, new String[] {group[0]});
      var seen = service.getCorpTagList(null).getTagGroupList();
      return WxJavaLane.must(seen.stream().noneMatch((g) -> g.getGroupId().equals(group[0])), seen.size());
    });
  }

  private static void broadcasts() {
    String[] sent = {""};
    WxJavaLane.attempt("externalcontact/add_msg_template", () -> {
      WxCpMsgTemplate asked = WxCpMsgTemplate.builder().chatType("single").externalUserid(externals).sender(me)
          .text(words("秋茶到店")).build();
      sent[0] = service.addMsgTemplate(asked).getMsgId();
      return WxJavaLane.must(!sent[0].isEmpty(), sent[0]);
    });
    WxJavaLane.attempt("externalcontact/remind_groupmsg_send", () -> {
      service.remindGroupMsgSend(sent[0]);
      return soon("the member's word", () -> WxJavaLane.ask("/shop/confirm", Map.of()).get("confirmed").getAsInt() > 0);
    });
    WxJavaLane.attempt("externalcontact/get_groupmsg_task", () -> {
      var seen = service.getGroupMsgTask(sent[0], 500, "").getTaskList();
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getUserId().equals(me) && seen.get(0).getStatus() == 2, seen.size());
    });
    WxJavaLane.attempt("externalcontact/get_groupmsg_send_result", () -> soon("the sending", () -> {
      WxJavaLane.ask("/shop/confirm", Map.of());
      var seen = service.getGroupMsgSendResult(sent[0], me, 500, "").getSendList();
      return seen.size() == 6 && seen.stream().anyMatch((s) -> s.getStatus() == 1 && s.getSendTime() > 0);
    }));
    WxJavaLane.attempt("externalcontact/get_groupmsg_list_v2", () -> {
      Date now = new Date();
      var seen = service.getGroupMsgListV2("single", new Date(now.getTime() - 3_600_000), new Date(now.getTime() + 60_000), null, 2, 100, null)
          .getGroupMsgList();
      return WxJavaLane.must(seen.stream().anyMatch((m) -> m.getMsgId().equals(sent[0]) && m.getText().getContent().equals("秋茶到店")), seen.size());
    });
    WxJavaLane.attempt("externalcontact/cancel_groupmsg_send", () -> {
      WxCpMsgTemplate asked = WxCpMsgTemplate.builder().chatType("single").externalUserid(externals).sender(me)
          .text(words("不发了")).build();
      String id = service.addMsgTemplate(asked).getMsgId();
      service.cancelGroupMsgSend(id);
      return refused(() -> service.cancelGroupMsgSend(id));
    });
  }

  private static WxCpUserTransferCustomerReq handOver(String from, String to, List<String> whom) {
    WxCpUserTransferCustomerReq asked = new WxCpUserTransferCustomerReq();
    asked.setHandOverUserid(from);
    asked.setTakeOverUserid(to);
    asked.setExternalUserid(whom);
    return asked;
  }

  private static void transfers() {
    List<String> two = externals.subList(0, 2);
    WxJavaLane.attempt("externalcontact/transfer_customer", () -> {
      var seen = service.transferCustomer(handOver(me, leaver, two)).getCustomer();
      WxJavaLane.must(seen.size() == 2 && seen.stream().allMatch((c) -> c.getErrcode() == 0), seen);
      return soon("the customers", () -> service.listExternalContacts(leaver).containsAll(two));
    });
    WxJavaLane.attempt("externalcontact/transfer_result", () -> {
      var seen = service.transferResult(me, leaver, "").getCustomer();
      return WxJavaLane.must(seen.size() == 2 && seen.get(0).getStatus() == WxCpUserTransferResultResp.STATUS.COMPLETE, seen);
    });
    WxJavaLane.attempt("externalcontact/get_unassigned_list", () -> {
      WxJavaLane.ask("/shop/leave", Map.of("userid", leaver));
      var seen = service.listUnassignedList(0, "", 100).getUnassignInfos();
      boolean right = seen.size() == 2 && seen.stream().allMatch((u) -> u.getHandoverUserid().equals(leaver) && two.contains(u.getExternalUserid()));
      return WxJavaLane.must(right, seen);
    });
    WxJavaLane.attempt("externalcontact/resigned/transfer_customer", () -> {
      var seen = service.resignedTransferCustomer(handOver(leaver, colleague, two)).getCustomer();
      WxJavaLane.must(seen.size() == 2 && seen.stream().allMatch((c) -> c.getErrcode() == 0), seen);
      return soon("the customers", () -> service.listExternalContacts(colleague).containsAll(two));
    });
    WxJavaLane.attempt("externalcontact/resigned/transfer_result", () -> {
      var seen = service.resignedTransferResult(leaver, colleague, "").getCustomer();
      return WxJavaLane.must(seen.size() == 2 && seen.get(0).getStatus() == WxCpUserTransferResultResp.STATUS.COMPLETE, seen);
    });
  }
}

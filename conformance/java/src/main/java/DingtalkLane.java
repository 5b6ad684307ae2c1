import com.dingtalk.api.DefaultDingTalkClient;
import com.dingtalk.api.request.OapiGettokenRequest;
import com.dingtalk.api.request.OapiMessageCorpconversationAsyncsendV2Request;
import com.dingtalk.api.request.OapiMessageCorpconversationGetsendresultRequest;
import com.dingtalk.api.request.OapiMessageCorpconversationRecallRequest;
import com.dingtalk.api.request.OapiRobotSendRequest;
import com.dingtalk.api.request.OapiV2DepartmentCreateRequest;
import com.dingtalk.api.request.OapiV2DepartmentDeleteRequest;
import com.dingtalk.api.request.OapiV2DepartmentGetRequest;
import com.dingtalk.api.request.OapiV2DepartmentListparentbyuserRequest;
import com.dingtalk.api.request.OapiV2DepartmentListsubRequest;
import com.dingtalk.api.request.OapiV2DepartmentUpdateRequest;
import com.dingtalk.api.request.OapiV2UserCreateRequest;
import com.dingtalk.api.request.OapiV2UserDeleteRequest;
import com.dingtalk.api.request.OapiV2UserGetRequest;
import com.dingtalk.api.request.OapiV2UserGetbymobileRequest;
import com.dingtalk.api.request.OapiV2UserListRequest;
import com.dingtalk.api.request.OapiV2UserUpdateRequest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.taobao.api.TaobaoRequest;
import com.taobao.api.TaobaoResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The Java lane of DingTalk: the vendor's own SDK, unmodified, with another address for each call. */
public final class DingtalkLane {
  private static JsonObject setting;

  /** One check; the text it gives back must stand in a message that a person reads. */
  private interface Check {
    String run() throws Exception;
  }

  public static void main(String[] words) throws Exception {
    setting = JsonParser.parseString(Files.readString(Path.of(System.getenv("TEAHOUSE_LANE")))).getAsJsonObject();
    String app = token();
    directory();
    reads(app);
    notices(app);
    robot();
    System.exit(0);
  }

  private static String token() {
    String[] token = {""};
    attempt("/gettoken", () -> {
      token[0] = tokenOf(text("agentId"), text("secret"));
      return must(!token[0].isEmpty() && token[0].equals(tokenOf(text("agentId"), text("secret"))), "no token");
    });
    return token[0];
  }

  private static String tokenOf(String key, String secret) throws Exception {
    var request = new OapiGettokenRequest();
    request.setAppkey(key);
    request.setAppsecret(secret);
    request.setHttpMethod("GET");
    return good(call("/gettoken", request, "")).getAccessToken();
  }

  private static void directory() {
    String mark = text("mark");
    String userid = "ding" + mark;
    String[] token = {""};
    long[] department = {0};
    attempt("/topapi/v2/department/create", () -> {
      token[0] = tokenOf(text("corpId"), text("contactsSecret"));
      var request = new OapiV2DepartmentCreateRequest();
      request.setName("钉组" + mark);
      request.setParentId(1L);
      department[0] = good(call("/topapi/v2/department/create", request, token[0])).getResult().getDeptId();
      return must(department[0] > 1, department[0]);
    });
    attempt("/topapi/v2/department/update", () -> {
      var request = new OapiV2DepartmentUpdateRequest();
      request.setDeptId(department[0]);
      request.setName("钉新组" + mark);
      good(call("/topapi/v2/department/update", request, token[0]));
      var read = new OapiV2DepartmentGetRequest();
      read.setDeptId(department[0]);
      String name = good(call("/topapi/v2/department/get", read, token[0])).getResult().getName();
      return must(name.equals("钉新组" + mark), name);
    });
    attempt("/topapi/v2/user/create", () -> {
      var request = new OapiV2UserCreateRequest();
      request.setUserid(userid);
      request.setName("钉钉人" + mark);
      request.setMobile("137" + String.format("%08d", Math.floorMod(mark.hashCode(), 100_000_000)));
      request.setDeptIdList(String.valueOf(department[0]));
      var order = new OapiV2UserCreateRequest.DeptOrder();
      order.setDeptId(department[0]);
      order.setOrder(7L);
      request.setDeptOrderList(List.of(order));
      request.setTitle("工程师");
      String made = good(call("/topapi/v2/user/create", request, token[0])).getResult().getUserid();
      return must(made.equals(userid), made);
    });
    attempt("/topapi/v2/user/update", () -> {
      var request = new OapiV2UserUpdateRequest();
      request.setUserid(userid);
      request.setTitle("架构师");
      good(call("/topapi/v2/user/update", request, token[0]));
      var read = new OapiV2UserGetRequest();
      read.setUserid(userid);
      var user = good(call("/topapi/v2/user/get", read, token[0])).getResult();
      long rank = user.getDeptOrderList().get(0).getOrder();
      return must(user.getTitle().equals("架构师") && rank == 7, user.getTitle() + " " + rank);
    });
    attempt("/topapi/v2/department/listparentbyuser", () -> {
      var request = new OapiV2DepartmentListparentbyuserRequest();
      request.setUserid(userid);
      var lists = good(call("/topapi/v2/department/listparentbyuser", request, token[0])).getResult().getParentList();
      return must(lists.get(0).getParentDeptIdList().equals(List.of(department[0], 1L)), lists);
    });
    attempt("/topapi/v2/user/delete", () -> {
      var request = new OapiV2UserDeleteRequest();
      request.setUserid(userid);
      good(call("/topapi/v2/user/delete", request, token[0]));
      var read = new OapiV2UserGetRequest();
      read.setUserid(userid);
      long code = call("/topapi/v2/user/get", read, token[0]).getErrcode();
      return must(code == 60121, code);
    });
    attempt("/topapi/v2/department/delete", () -> {
      var request = new OapiV2DepartmentDeleteRequest();
      request.setDeptId(department[0]);
      return ok(call("/topapi/v2/department/delete", request, token[0]));
    });
  }

  private static void reads(String token) {
    attempt("/topapi/v2/user/get", () -> {
      var request = new OapiV2UserGetRequest();
      request.setUserid(text("colleague"));
      var user = good(call("/topapi/v2/user/get", request, token)).getResult();
      return must(user.getName().equals("张三") && !user.getDeptIdList().isEmpty(), user.getName());
    });
    attempt("/topapi/v2/user/getbymobile refusal", () -> {
      var request = new OapiV2UserGetbymobileRequest();
      request.setMobile("10000000000");
      long code = call("/topapi/v2/user/getbymobile", request, token).getErrcode();
      return must(code == 60121, code);
    });
    attempt("/topapi/v2/user/list", () -> {
      var request = new OapiV2UserListRequest();
      request.setDeptId(1L);
      request.setCursor(0L);
      request.setSize(1L);
      var page = good(call("/topapi/v2/user/list", request, token)).getResult();
      boolean ends = !page.getHasMore() || page.getNextCursor() == 1;
      return must(page.getList().size() == 1 && ends, page.getList().size());
    });
    attempt("/topapi/v2/department/listsub", () -> {
      var request = new OapiV2DepartmentListsubRequest();
      request.setDeptId(1L);
      var below = good(call("/topapi/v2/department/listsub", request, token)).getResult();
      return must(below != null && below.stream().allMatch(d -> d.getParentId() == 1), below);
    });
  }

  private static void notices(String token) {
    String base = "/topapi/message/corpconversation/";
    long[] task = {0};
    attempt(base + "asyncsend_v2", () -> {
      String said = "钉钉通知 " + text("mark");
      task[0] = notice(token, said);
      return said;
    });
    attempt(base + "getsendresult", () -> {
      var request = new OapiMessageCorpconversationGetsendresultRequest();
      request.setAgentId(Long.valueOf(text("agentId")));
      request.setTaskId(task[0]);
      var result = good(call(base + "getsendresult", request, token)).getSendResult();
      int told = result.getReadUserIdList().size() + result.getUnreadUserIdList().size();
      return must(told == 1, told);
    });
    attempt(base + "recall", () -> {
      var request = new OapiMessageCorpconversationRecallRequest();
      request.setAgentId(Long.valueOf(text("agentId")));
      request.setMsgTaskId(notice(token, "钉钉撤回 " + text("mark")));
      return ok(call(base + "recall", request, token));
    });
  }

  private static long notice(String token, String said) throws Exception {
    var words = new OapiMessageCorpconversationAsyncsendV2Request.Text();
    words.setContent(said);
    var msg = new OapiMessageCorpconversationAsyncsendV2Request.Msg();
    msg.setMsgtype("text");
    msg.setText(words);
    var request = new OapiMessageCorpconversationAsyncsendV2Request();
    request.setAgentId(Long.valueOf(text("agentId")));
    request.setUseridList(text("member"));
    request.setMsg(msg);
    return good(call("/topapi/message/corpconversation/asyncsend_v2", request, token)).getTaskId();
  }

  private static void robot() {
    attempt("/robot/send markdown", () -> {
      JsonObject robot = setting.getAsJsonObject("dingtalkRobot");
      String at = String.valueOf(System.currentTimeMillis());
      String secret = robot.get("secret").getAsString();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = mac.doFinal((at + "\n" + secret).getBytes(StandardCharsets.UTF_8));
      String sign = URLEncoder.encode(Base64.getEncoder().encodeToString(signed), StandardCharsets.UTF_8);
      String said = "钉钉Java机器人 " + text("mark");
      var markdown = new OapiRobotSendRequest.Markdown();
      markdown.setTitle("标题");
      markdown.setText(said);
      var request = new OapiRobotSendRequest();
      request.setMsgtype("markdown");
      request.setMarkdown(markdown);
      var client = new DefaultDingTalkClient(robot.get("url").getAsString() + "&timestamp=" + at + "&sign=" + sign);
      good(client.execute(request));
      return said;
    });
  }

  private static <T extends TaobaoResponse> T call(String path, TaobaoRequest<T> request, String token)
      throws Exception {
    return new DefaultDingTalkClient(text("url") + path).execute(request, token);
  }

  private static <T extends TaobaoResponse> T good(T answer) {
    must(answer.isSuccess(), answer.getBody());
    return answer;
  }

  private static String ok(TaobaoResponse answer) {
    good(answer);
    return null;
  }

  private static void attempt(String endpoint, Check check) {
    JsonObject row = new JsonObject();
    row.addProperty("sdk", "dingtalk-service-sdk");
    row.addProperty("version", System.getenv().getOrDefault("DINGTALK_VERSION", "?"));
    row.addProperty("endpoint", endpoint);
    try {
      String expect = check.run();
      row.addProperty("ok", true);
      row.addProperty("detail", "");
      if (expect != null) row.addProperty("expect", expect);
    } catch (Exception error) {
      row.addProperty("ok", false);
      String why = error.toString().lines().findFirst().orElse("");
      row.addProperty("detail", why.substring(0, Math.min(300, why.length())));
    }
    System.out.println(row);
  }

  private static String must(boolean right, Object seen) {
    if (!right) throw new IllegalStateException("seen: " + seen);
    return null;
  }

  private static String text(String name) {
    return setting.get(name).getAsString();
  }
}

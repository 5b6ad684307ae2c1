import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import me.chanjar.weixin.common.bean.menu.WxMenu;
import me.chanjar.weixin.common.bean.menu.WxMenuButton;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.api.impl.WxCpServiceImpl;
import me.chanjar.weixin.cp.bean.WxCpDepart;
import me.chanjar.weixin.cp.bean.WxCpUser;
import me.chanjar.weixin.cp.bean.article.NewArticle;
import me.chanjar.weixin.cp.bean.message.WxCpAppChatMessage;
import me.chanjar.weixin.cp.bean.message.WxCpMessage;
import me.chanjar.weixin.cp.bean.message.WxCpXmlMessage;
import me.chanjar.weixin.cp.bean.templatecard.TemplateCardButton;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import me.chanjar.weixin.cp.util.crypto.WxCpCryptUtil;

/** The Java lane: WxJava's part for companies, unmodified, with another base address. */
public final class WxJavaLane {
  static JsonObject setting;

  /** One check; the text it gives back must stand in a message that a person reads. */
  interface Check {
    String run() throws Exception;
  }

  public static void main(String[] words) throws Exception {
    setting = JsonParser.parseString(Files.readString(Path.of(System.getenv("TEAHOUSE_LANE")))).getAsJsonObject();
    WxCpDefaultConfigImpl config = configOf(text("secret"));
    WxCpService app = serviceOf(config);
    WxCpService contacts = serviceOf(configOf(text("contactsSecret")));
    token(app);
    directory(contacts);
    messages(app);
    groups(app);
    sundry(app);
    callbacks(config, contacts);
    WxJavaCustomers.all();
    WxJavaGroups.all();
    WxJavaLinks.all();
    WxJavaDesk.all();
    WxJavaOffice.all(app);
    WxJavaCalendar.all(app);
    WxJavaSundry.all(app, contacts);
    System.exit(0);
  }

  private static void token(WxCpService app) {
    attempt("gettoken", () -> {
      String one = app.getAccessToken(true);
      return must(one.equals(app.getAccessToken(true)), one);
    });
    attempt("gettoken bad secret", () -> {
      try {
        serviceOf(configOf("wrong")).getAccessToken(true);
      } catch (WxErrorException error) {
        return must(error.getError().getErrorCode() == 40001, error.getMessage());
      }
      return must(false, "a token");
    });
  }

  private static void directory(WxCpService contacts) {
    String mark = text("mark");
    long[] department = {0};
    attempt("department/create", () -> {
      WxCpDepart made = new WxCpDepart();
      made.setName("爪哇组" + mark);
      made.setParentId(1L);
      made.setOrder(9L);
      department[0] = contacts.getDepartmentService().create(made);
      return must(department[0] > 1, department[0]);
    });
    attempt("department/update", () -> {
      WxCpDepart changed = new WxCpDepart();
      changed.setId(department[0]);
      changed.setName("爪哇新组" + mark);
      contacts.getDepartmentService().update(changed);
      return null;
    });
    attempt("department/get", () -> {
      WxCpDepart seen = contacts.getDepartmentService().get(department[0]);
      return must(seen.getName().equals("爪哇新组" + mark) && seen.getParentId() == 1, seen);
    });
    attempt("department/list", () -> {
      List<WxCpDepart> seen = contacts.getDepartmentService().list(null);
      return must(seen.stream().anyMatch((d) -> d.getId() == department[0] && d.getOrder() == 9), seen);
    });
    attempt("department/simplelist", () -> {
      List<WxCpDepart> seen = contacts.getDepartmentService().simpleList(department[0]);
      return must(seen.size() == 1 && seen.get(0).getParentId() == 1, seen);
    });
    String userid = "00" + mark;
    attempt("user/create", () -> {
      WxCpUser made = new WxCpUser();
      made.setUserId(userid);
      made.setName("咖啡客");
      made.setMobile("13833330001");
      made.setDepartIds(new Long[] {department[0]});
      made.setOrders(new Integer[] {7});
      made.setIsLeaderInDept(new Integer[] {1});
      made.setPosition("豆师");
      contacts.getUserService().create(made);
      return null;
    });
    attempt("user/get", () -> {
      WxCpUser seen = contacts.getUserService().getById(userid);
      boolean right = seen.getUserId().equals(userid) && seen.getPosition().equals("豆师")
          && Arrays.equals(seen.getDepartIds(), new Long[] {department[0]}) && seen.getOrders()[0] == 7
          && seen.getIsLeaderInDept()[0] == 1;
      return must(right, seen.toJson());
    });
    attempt("user/update", () -> {
      WxCpUser changed = new WxCpUser();
      changed.setUserId(userid);
      changed.setPosition("大豆师");
      contacts.getUserService().update(changed);
      return must(contacts.getUserService().getById(userid).getPosition().equals("大豆师"), "the old position");
    });
    attempt("user/list", () -> {
      List<WxCpUser> seen = contacts.getUserService().listByDepartment(department[0], false, 0);
      return must(seen.size() == 1 && seen.get(0).getMobile().equals("13833330001"), seen);
    });
    attempt("user/simplelist", () -> {
      List<WxCpUser> seen = contacts.getUserService().listSimpleByDepartment(1L, true, 0);
      return must(seen.stream().filter((u) -> u.getUserId().equals(userid)).count() == 1, seen);
    });
    attempt("user/getuserid", () -> {
      String seen = contacts.getUserService().getUserId("13833330001");
      return must(seen.equals(userid), seen);
    });
    attempt("user/convert_to_openid", () -> {
      String openid = contacts.getUserService().userId2Openid(userid, null).get("openid");
      return must(contacts.getUserService().openid2UserId(openid).equals(userid), openid);
    });
    attempt("user/list_id", () -> {
      var seen = contacts.getUserService().getUserListId(null, 1000);
      return must(seen.getDeptUser().stream().anyMatch((u) -> u.getUserId().equals(userid)), seen);
    });
    attempt("batch/invite", () -> {
      var seen = contacts.getUserService().invite(List.of(userid, "nobody"), null, null);
      return must(List.of(seen.getInvalidUsers()).contains("nobody"), seen);
    });
    String[] tag = {""};
    attempt("tag/create", () -> {
      tag[0] = contacts.getTagService().create("爪哇标" + mark, null);
      return must(!tag[0].isEmpty(), tag[0]);
    });
    attempt("tag/addtagusers", () -> {
      var seen = contacts.getTagService().addUsers2Tag(tag[0], List.of(userid), List.of("1"));
      return must(seen.getErrCode() == 0, seen);
    });
    attempt("tag/get", () -> {
      var seen = contacts.getTagService().get(tag[0]);
      boolean right = seen.getTagname().equals("爪哇标" + mark) && seen.getUserlist().size() == 1
          && seen.getPartylist().contains(1);
      return must(right, seen);
    });
    attempt("tag/list", () -> {
      var seen = contacts.getTagService().listAll();
      return must(seen.stream().anyMatch((t) -> t.getId().equals(tag[0])), seen);
    });
    attempt("tag/deltagusers", () -> {
      contacts.getTagService().removeUsersFromTag(tag[0], List.of(userid), List.of("1"));
      return must(contacts.getTagService().listUsersByTagId(tag[0]).isEmpty(), "still there");
    });
    attempt("tag/delete", () -> {
      contacts.getTagService().delete(tag[0]);
      return null;
    });
    attempt("user/delete", () -> {
      contacts.getUserService().delete(userid);
      try {
        contacts.getUserService().getById(userid);
      } catch (WxErrorException error) {
        return must(error.getError().getErrorCode() == 60111, error.getMessage());
      }
      return must(false, "still there");
    });
    attempt("department/delete", () -> {
      contacts.getDepartmentService().delete(department[0]);
      return null;
    });
  }

  private static void messages(WxCpService app) {
    String mark = text("mark");
    String member = text("member");
    int agent = setting.get("agentId").getAsInt();
    String[] picture = {""};
    attempt("media/upload", () -> {
      var seen = app.getMediaService().upload("image", new File(text("picture")));
      picture[0] = seen.getMediaId();
      return must(seen.getType().equals("image") && seen.getCreatedAt() > 0, seen);
    });
    attempt("media/get", () -> {
      File got = app.getMediaService().download(picture[0]);
      return must(Files.mismatch(got.toPath(), Path.of(text("picture"))) == -1, got);
    });
    attempt("media/uploadimg", () -> {
      String url = app.getMediaService().uploadImg(new File(text("picture")));
      return must(url.startsWith("http"), url);
    });
    attempt("message/send text", () -> {
      app.getMessageService().send(WxCpMessage.TEXT().toUser(member).content("爪哇文字 " + mark).build());
      return "爪哇文字 " + mark;
    });
    attempt("message/send image", () -> {
      app.getMessageService().send(WxCpMessage.IMAGE().agentId(agent).toUser(member).mediaId(picture[0]).build());
      return null;
    });
    attempt("message/send markdown", () -> {
      var message = WxCpMessage.MARKDOWN().agentId(agent).toUser(member).content("# 爪哇标记 " + mark).build();
      app.getMessageService().send(message);
      return "爪哇标记 " + mark;
    });
    attempt("message/send textcard", () -> {
      var message = WxCpMessage.TEXTCARD().agentId(agent).toUser(member).title("爪哇文卡 " + mark)
          .description("描述").url("https://tea.example/1").btnTxt("看看").build();
      app.getMessageService().send(message);
      return "爪哇文卡 " + mark;
    });
    attempt("message/send news", () -> {
      NewArticle article = new NewArticle("爪哇图文 " + mark, "描述", "https://tea.example/2", null, null, null, null);
      app.getMessageService().send(WxCpMessage.NEWS().agentId(agent).toUser(member).addArticle(article).build());
      return "爪哇图文 " + mark;
    });
    attempt("message/send template_card", () -> {
      var button = TemplateCardButton.builder().text("同意").style(1).key("yes").build();
      var message = WxCpMessage.TEMPLATECARD().agentId(agent).toUser(member).cardType("button_interaction")
          .mainTitleTitle("爪哇按钮卡 " + mark).mainTitleDesc("请选择").taskId("java-" + mark)
          .buttons(List.of(button)).build();
      var seen = app.getMessageService().send(message);
      must(seen.getResponseCode() != null && !seen.getResponseCode().isEmpty(), seen);
      return "爪哇按钮卡 " + mark;
    });
    attempt("message/recall", () -> {
      String words = "爪哇收回 " + mark;
      var sent = app.getMessageService().send(WxCpMessage.TEXT().agentId(agent).toUser(member).content(words).build());
      app.getMessageService().recall(sent.getMsgId());
      return must(!ask("/gone", Map.of("text", words)).get("found").getAsBoolean(), "it can still be read");
    });
    attempt("webhook/send text", () -> {
      String url = setting.getAsJsonObject("wecomRobot").get("url").getAsString();
      app.getGroupRobotService().sendText(url, "爪哇机器人 " + mark, List.of(member), List.of("@all"));
      return "爪哇机器人 " + mark;
    });
    attempt("webhook/send news", () -> {
      String url = setting.getAsJsonObject("wecomRobot").get("url").getAsString();
      NewArticle article = new NewArticle("爪哇机器图文 " + mark, "描述", "https://tea.example/3", null, null, null, null);
      app.getGroupRobotService().sendNews(url, List.of(article));
      return "爪哇机器图文 " + mark;
    });
  }

  private static void groups(WxCpService app) {
    String mark = text("mark");
    String chat = "java" + mark;
    List<String> members = List.of(text("member"), text("colleague"));
    attempt("appchat/create", () -> {
      String seen = app.getChatService().create("爪哇群", text("member"), members, chat);
      return must(seen.equals(chat), seen);
    });
    attempt("appchat/update", () -> {
      app.getChatService().update(chat, "爪哇新群 " + mark, null, List.of("lisi"), null);
      return null;
    });
    attempt("appchat/get", () -> {
      var seen = app.getChatService().get(chat);
      return must(seen.getName().equals("爪哇新群 " + mark) && seen.getUsers().size() == 3, seen);
    });
    attempt("appchat/send", () -> {
      app.getChatService().sendMsg(WxCpAppChatMessage.buildTextMsg(chat, "爪哇群里 " + mark, false));
      return "爪哇群里 " + mark;
    });
  }

  private static void sundry(WxCpService app) {
    int agent = setting.get("agentId").getAsInt();
    attempt("agent/get", () -> {
      var seen = app.getAgentService().get(agent);
      return must(seen.getAgentId() == agent && seen.getName() != null, seen);
    });
    attempt("agent/list", () -> {
      var seen = app.getAgentService().list();
      return must(seen.stream().anyMatch((a) -> a.getAgentId() == agent), seen);
    });
    attempt("menu/create", () -> {
      WxMenuButton button = new WxMenuButton();
      button.setType("click");
      button.setName("今日茶单");
      button.setKey("V1");
      WxMenu menu = new WxMenu();
      menu.getButtons().add(button);
      app.getMenuService().create(agent, menu);
      WxMenu seen = app.getMenuService().get(agent);
      return must(seen.getButtons().get(0).getName().equals("今日茶单"), seen);
    });
    attempt("menu/delete", () -> {
      app.getMenuService().delete(agent);
      return null;
    });
    attempt("get_jsapi_ticket", () -> {
      var seen = app.createJsapiSignature("https://tea.example/page");
      return must(seen.getSignature().length() == 40, seen);
    });
    attempt("ticket/get", () -> {
      String one = app.getAgentJsapiTicket(true);
      return must(!one.isEmpty() && one.equals(app.getAgentJsapiTicket(true)), one);
    });
    attempt("user/getuserinfo", () -> {
      String code = ask("/code", Map.of("redirectUri", "https://tea.example/login")).get("code").getAsString();
      var seen = app.getOauth2Service().getUserInfo(agent, code);
      return must(seen.getUserId().equals(text("member")), seen);
    });
    attempt("auth/getuserdetail", () -> {
      Map<String, String> asked = Map.of("redirectUri", "https://tea.example/login", "scope", "snsapi_privateinfo");
      String code = ask("/code", asked).get("code").getAsString();
      var who = app.getOauth2Service().getAuthUserInfo(code);
      var seen = app.getOauth2Service().getUserDetail(who.getUserTicket());
      return must(seen.getUserId().equals(text("member")) && seen.getEmail() != null, seen);
    });
  }

  private static void callbacks(WxCpDefaultConfigImpl config, WxCpService contacts) throws Exception {
    String mark = text("mark");
    List<WxCpXmlMessage> heard = new CopyOnWriteArrayList<>();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/wecom", (exchange) -> {
      Map<String, String> query = queryOf(exchange.getRequestURI().getRawQuery());
      String signature = query.get("msg_signature");
      String answer = "";
      int status = 200;
      try (InputStream body = exchange.getRequestBody()) {
        WxCpCryptUtil crypt = new WxCpCryptUtil(config);
        if (exchange.getRequestMethod().equals("GET")) {
          // decrypt(signature, …) wants an envelope; the address check has only the cipher, as WxJava's own sample does it.
          answer = crypt.decrypt(query.get("echostr"));
        } else {
          heard.add(WxCpXmlMessage.fromEncryptedXml(body, config, query.get("timestamp"), query.get("nonce"), signature));
        }
      } catch (RuntimeException error) {
        status = 500;
        answer = String.valueOf(error);
      }
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    });
    server.start();
    attempt("callback URL verification", () -> {
      ask("/callback", Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/wecom"));
      return null;
    });
    attempt("callback text message", () -> {
      ask("/say", Map.of("text", "你好 Java " + mark));
      WxCpXmlMessage seen = until(heard, (m) -> ("你好 Java " + mark).equals(m.getContent()));
      return must(seen.getFromUserName().equals(text("member")) && seen.getAgentId().equals(text("agentId")), seen);
    });
    attempt("callback change_contact", () -> {
      WxCpUser changed = new WxCpUser();
      changed.setUserId("wangwu");
      changed.setPosition("店长 " + mark);
      contacts.getUserService().update(changed);
      WxCpXmlMessage seen = until(heard, (m) -> "update_user".equals(m.getChangeType()));
      return must(seen.getEvent().equals("change_contact") && seen.getUserId().equals("wangwu"), seen);
    });
    server.stop(0);
  }

  static WxCpDefaultConfigImpl configOf(String secret) {
    WxCpDefaultConfigImpl config = new WxCpDefaultConfigImpl();
    config.setBaseApiUrl(text("url"));
    config.setCorpId(text("corpId"));
    config.setCorpSecret(secret);
    config.setAgentId(setting.get("agentId").getAsInt());
    config.setToken(text("token"));
    config.setAesKey(text("aesKey"));
    return config;
  }

  static WxCpService serviceOf(WxCpDefaultConfigImpl config) {
    WxCpServiceImpl service = new WxCpServiceImpl();
    service.setWxCpConfigStorage(config);
    return service;
  }

  static void attempt(String endpoint, Check check) {
    JsonObject row = new JsonObject();
    row.addProperty("sdk", "WxJava");
    row.addProperty("version", System.getenv().getOrDefault("WXJAVA_VERSION", "?"));
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

  static String must(boolean right, Object seen) {
    if (!right) throw new IllegalStateException("seen: " + seen);
    return null;
  }

  private static WxCpXmlMessage until(List<WxCpXmlMessage> heard, Predicate<WxCpXmlMessage> right) throws Exception {
    for (int i = 0; i < 200; i++) {
      var found = heard.stream().filter(right).findFirst();
      if (found.isPresent()) return found.get();
      Thread.sleep(50);
    }
    throw new IllegalStateException("it did not come; heard " + heard.size());
  }

  static JsonObject ask(String wish, Map<String, String> asked) throws Exception {
    JsonObject body = new JsonObject();
    asked.forEach(body::addProperty);
    HttpRequest request = HttpRequest.newBuilder(URI.create(text("control") + wish))
        .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    JsonObject got = JsonParser.parseString(answer.body()).getAsJsonObject();
    if (answer.statusCode() != 200) throw new IllegalStateException("the harness: " + got.get("error").getAsString());
    return got;
  }

  private static Map<String, String> queryOf(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  static String text(String name) {
    return setting.get(name).getAsString();
  }
}

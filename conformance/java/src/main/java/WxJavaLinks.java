import java.io.File;
import java.util.Date;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpExternalContactService;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.bean.external.WxCpProductAlbumInfo;
import me.chanjar.weixin.cp.bean.external.acquisition.WxCpCustomerAcquisitionInfo;
import me.chanjar.weixin.cp.bean.external.acquisition.WxCpCustomerAcquisitionRequest;
import me.chanjar.weixin.cp.bean.external.product.Attachment;
import me.chanjar.weixin.cp.bean.external.product.Image;

/** Acquisition links, the product album, and the sums of what members did. */
final class WxJavaLinks {
  static WxCpService shop;
  static String me;

  private WxJavaLinks() {}

  static void all() {
    WxCpExternalContactService service = shop.getExternalContactService();
    links(service);
    album(service);
    sums(service);
  }

  private static WxCpCustomerAcquisitionRequest asked(String id, String name) {
    WxCpCustomerAcquisitionInfo.Range range = new WxCpCustomerAcquisitionInfo.Range();
    range.setUserList(List.of(me));
    WxCpCustomerAcquisitionRequest asked = new WxCpCustomerAcquisitionRequest();
    asked.setLinkId(id);
    asked.setLinkName(name);
    asked.setRange(range);
    asked.setSkipVerify(true);
    return asked;
  }

  private static void links(WxCpExternalContactService service) {
    String path = "externalcontact/customer_acquisition/";
    String[] link = {""};
    WxJavaLane.attempt(path + "create_link", () -> {
      var made = service.customerAcquisitionLinkCreate(asked(null, "短视频")).getLink();
      link[0] = made.getLinkId();
      WxJavaLane.ask("/shop/visit", Map.of("link", made.getUrl(), "times", "2"));
      return WxJavaLane.must(made.getLinkName().equals("短视频") && made.getCreateTime() > 0, made);
    });
    WxJavaLane.attempt(path + "list_link", () -> {
      var seen = service.customerAcquisitionLinkList(10, "").getLinkIdList();
      return WxJavaLane.must(seen.equals(List.of(link[0])), seen);
    });
    WxJavaLane.attempt(path + "customer", () -> {
      var seen = service.customerAcquisitionCustomer(link[0], 100, "").getCustomerList();
      boolean right = seen.size() == 2 && seen.stream().allMatch((c) -> c.getUserid().equals(me))
          && seen.stream().filter((c) -> c.getChatStatus() == 1).count() == 1;
      return WxJavaLane.must(right, seen);
    });
    WxJavaLane.attempt("externalcontact/to_service_external_userid", () -> {
      String external = service.customerAcquisitionCustomer(link[0], 1, "").getCustomerList().get(0).getExternalUserid();
      String seen = service.toServiceExternalUserid(external);
      return WxJavaLane.must(seen.equals(external), seen);
    });
    WxJavaLane.attempt(path + "statistic", () -> {
      Date now = new Date();
      var seen = service.customerAcquisitionStatistic(link[0], new Date(now.getTime() - 3_600_000), now);
      return WxJavaLane.must(seen.getNewCustomerCnt() == 2 && seen.getClickLinkCustomerCnt() >= 2, seen.getNewCustomerCnt());
    });
    WxJavaLane.attempt(path + "update_link", () -> {
      service.customerAcquisitionUpdate(asked(link[0], "直播间"));
      return null;
    });
    WxJavaLane.attempt(path + "get", () -> {
      var seen = service.customerAcquisitionLinkGet(link[0]);
      boolean right = seen.getLink().getLinkName().equals("直播间") && seen.getRange().getUserList().equals(List.of(me));
      return WxJavaLane.must(right, seen.getLink());
    });
    WxJavaLane.attempt(path + "delete_link", () -> {
      service.customerAcquisitionLinkDelete(link[0]);
      return WxJavaCustomers.refused(() -> service.customerAcquisitionLinkGet(link[0]));
    });
    WxJavaLane.attempt("externalcontact/customer_acquisition_quota", () -> {
      var seen = service.customerAcquisitionQuota();
      return WxJavaLane.must(seen.getBalance() > 0 && seen.getTotal() >= seen.getBalance(), seen.getBalance());
    });
  }

  private static void album(WxCpExternalContactService service) {
    String[] product = {""};
    WxJavaLane.attempt("externalcontact/add_product_album", () -> {
      Image image = new Image();
      image.setMediaId(shop.getMediaService().upload("image", new File(WxJavaLane.text("picture"))).getMediaId());
      Attachment picture = new Attachment();
      picture.setImage(image);
      WxCpProductAlbumInfo info = new WxCpProductAlbumInfo();
      info.setDescription("明前龙井");
      info.setPrice(30_000);
      info.setProductSn("LJ250");
      info.setAttachments(List.of(picture));
      product[0] = service.addProductAlbum(info);
      return WxJavaLane.must(product[0] != null && !product[0].isEmpty(), product[0]);
    });
    WxJavaLane.attempt("externalcontact/update_product_album", () -> {
      WxCpProductAlbumInfo info = new WxCpProductAlbumInfo();
      info.setProductId(product[0]);
      info.setPrice(28_000);
      service.updateProductAlbum(info);
      return null;
    });
    WxJavaLane.attempt("externalcontact/get_product_album", () -> {
      var seen = service.getProductAlbum(product[0]).getProduct();
      boolean right = seen.getDescription().equals("明前龙井") && seen.getPrice() == 28_000 && seen.getProductSn().equals("LJ250")
          && seen.getAttachments().size() == 1 && !seen.getAttachments().get(0).getImage().getMediaId().isEmpty();
      return WxJavaLane.must(right, seen.toJson());
    });
    WxJavaLane.attempt("externalcontact/get_product_album_list", () -> {
      var seen = service.getProductAlbumList(10, "").getProductList();
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getProductId().equals(product[0]), seen.size());
    });
    WxJavaLane.attempt("externalcontact/delete_product_album", () -> {
      service.deleteProductAlbum(product[0]);
      return WxJavaCustomers.refused(() -> service.getProductAlbum(product[0]));
    });
  }

  private static void sums(WxCpExternalContactService service) {
    Date now = new Date();
    Date before = new Date(now.getTime() - 86_400_000L);
    // Sums over fewer than five members would tell of one.
    WxJavaLane.attempt("externalcontact/get_user_behavior_data 48002", () -> {
      try {
        service.getUserBehaviorStatistic(before, now, new String[] {me}, null);
      } catch (WxErrorException error) {
        return WxJavaLane.must(error.getError().getErrorCode() == 48002, error.getMessage());
      }
      return WxJavaLane.must(false, "an answer");
    });
    WxJavaLane.attempt("externalcontact/get_user_behavior_data", () -> {
      WxJavaLane.ask("/shop/staff", Map.of("count", "5"));
      var seen = service.getUserBehaviorStatistic(before, now, new String[] {me}, null).getBehaviorList();
      boolean right = !seen.isEmpty() && seen.stream().mapToInt((d) -> d.getNewContactCnt()).sum() >= 5;
      return WxJavaLane.must(right, seen);
    });
  }
}

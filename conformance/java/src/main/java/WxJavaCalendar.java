import com.google.gson.JsonParser;
import java.util.List;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.bean.oa.WxCpOaSchedule;
import me.chanjar.weixin.cp.bean.oa.calendar.WxCpOaCalendar;
import me.chanjar.weixin.cp.bean.oa.meetingroom.WxCpOaMeetingRoom;
import me.chanjar.weixin.cp.bean.oa.meetingroom.WxCpOaMeetingRoomBookRequest;
import me.chanjar.weixin.cp.bean.oa.meetingroom.WxCpOaMeetingRoomBookingInfoRequest;
import me.chanjar.weixin.cp.bean.oa.meetingroom.WxCpOaMeetingRoomCancelBookRequest;

/** Calendars, schedules and meeting rooms. */
final class WxJavaCalendar {
  private WxJavaCalendar() {}

  /** Whole hours of tomorrow's tomorrow, in seconds. */
  private static int at(int hour) {
    return (int) ((System.currentTimeMillis() / 86_400_000L + 2) * 86_400L) + hour * 3_600;
  }

  /** WxJava gives back the whole answer. */
  private static String made(String answer, String field) {
    return JsonParser.parseString(answer).getAsJsonObject().get(field).getAsString();
  }

  static void all(WxCpService app) {
    calendars(app);
    rooms(app);
  }

  private static void calendars(WxCpService app) {
    String mark = WxJavaLane.text("mark");
    String member = WxJavaLane.text("member");
    String[] calendar = {""};
    String[] schedule = {""};
    WxJavaLane.attempt("oa/calendar/add", () -> {
      calendar[0] = made(app.getOaCalendarService().add(WxCpOaCalendar.builder().organizer(member).readonly(0)
          .summary("爪哇排班 " + mark).color("#FF3030").description("").build()), "cal_id");
      return WxJavaLane.must(!calendar[0].isEmpty(), calendar[0]);
    });
    WxJavaLane.attempt("oa/calendar/update", () -> {
      app.getOaCalendarService().update(WxCpOaCalendar.builder().calId(calendar[0]).readonly(0).summary("爪哇新排班 " + mark).color("#0000FF").description("").build());
      return null;
    });
    WxJavaLane.attempt("oa/calendar/get", () -> {
      var seen = app.getOaCalendarService().get(List.of(calendar[0]));
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getSummary().equals("爪哇新排班 " + mark) && seen.get(0).getColor().equals("#0000FF"), seen);
    });
    WxJavaLane.attempt("oa/schedule/add", () -> {
      schedule[0] = made(app.getOaScheduleService().add(entry(calendar[0], null, "爪哇晨会 " + mark, 1), null), "schedule_id");
      return WxJavaLane.must(!schedule[0].isEmpty(), schedule[0]);
    });
    WxJavaLane.attempt("oa/schedule/update", () -> {
      app.getOaScheduleService().update(entry(calendar[0], schedule[0], "爪哇晚会 " + mark, 3));
      return null;
    });
    WxJavaLane.attempt("oa/schedule/get", () -> {
      var seen = app.getOaScheduleService().getDetails(List.of(schedule[0]));
      return WxJavaLane.must(seen.get(0).getSummary().equals("爪哇晚会 " + mark) && seen.get(0).getStartTime() == at(3), seen);
    });
    WxJavaLane.attempt("oa/schedule/get_by_calendar", () -> {
      var seen = app.getOaScheduleService().listByCalendar(calendar[0], 0, 100);
      return WxJavaLane.must(seen.size() == 1 && seen.get(0).getScheduleId().equals(schedule[0]), seen);
    });
    WxJavaLane.attempt("oa/schedule/del", () -> {
      app.getOaScheduleService().delete(schedule[0]);
      return WxJavaLane.must(app.getOaScheduleService().listByCalendar(calendar[0], 0, 100).isEmpty(), "still there");
    });
    WxJavaLane.attempt("oa/calendar/del", () -> {
      app.getOaCalendarService().delete(calendar[0]);
      return null;
    });
  }

  private static WxCpOaSchedule entry(String calendar, String id, String summary, int hour) {
    WxCpOaSchedule made = new WxCpOaSchedule();
    made.setScheduleId(id);
    made.setOrganizer(WxJavaLane.text("member"));
    WxCpOaSchedule.Attendee guest = new WxCpOaSchedule.Attendee();
    guest.setUserid(WxJavaLane.text("colleague"));
    made.setAttendees(List.of(guest));
    made.setSummary(summary);
    made.setStartTime((long) at(hour));
    made.setEndTime((long) at(hour + 1));
    made.setCalId(calendar);
    return made;
  }

  private static void rooms(WxCpService app) {
    String mark = WxJavaLane.text("mark");
    String member = WxJavaLane.text("member");
    var service = app.getOaMeetingRoomService();
    int[] room = {0};
    String[] booking = {""};
    WxJavaLane.attempt("oa/meetingroom/add", () -> {
      String answer = service.addMeetingRoom(WxCpOaMeetingRoom.builder().name(mark).capacity(6).equipment(List.of(1, 3)).build());
      room[0] = Integer.parseInt(made(answer, "meetingroom_id"));
      return WxJavaLane.must(room[0] > 0, room[0]);
    });
    WxJavaLane.attempt("oa/meetingroom/edit", () -> {
      service.editMeetingRoom(WxCpOaMeetingRoom.builder().meetingroomId(room[0]).capacity(8).build());
      return null;
    });
    WxJavaLane.attempt("oa/meetingroom/list", () -> {
      var seen = service.listMeetingRoom(WxCpOaMeetingRoom.builder().build());
      return WxJavaLane.must(seen.stream().anyMatch((r) -> r.getMeetingroomId() == room[0] && r.getCapacity() == 8), seen);
    });
    WxJavaLane.attempt("oa/meetingroom/book", () -> {
      var seen = service.bookingMeetingRoom(WxCpOaMeetingRoomBookRequest.builder().meetingroomId(room[0]).subject("爪哇对账 " + mark)
          .startTime(at(5)).endTime(at(6)).booker(member).build());
      booking[0] = seen.getBooking_id();
      return WxJavaLane.must(!booking[0].isEmpty(), seen);
    });
    WxJavaLane.attempt("oa/meetingroom/get_booking_info", () -> {
      var seen = service.getMeetingRoomBookingInfo(WxCpOaMeetingRoomBookingInfoRequest.builder().meetingroomId(room[0]).startTime(at(0)).endTime(at(24)).build());
      return WxJavaLane.must(seen.getBookingList().get(0).getSchedule().get(0).getBooker().equals(member), seen);
    });
    WxJavaLane.attempt("oa/meetingroom/cancel_book", () -> {
      service.cancelBookMeetingRoom(WxCpOaMeetingRoomCancelBookRequest.builder().booking_id(booking[0]).build());
      return null;
    });
    WxJavaLane.attempt("oa/meetingroom/del", () -> {
      service.deleteMeetingRoom(room[0]);
      var seen = service.listMeetingRoom(WxCpOaMeetingRoom.builder().build());
      return WxJavaLane.must(seen.stream().noneMatch((r) -> r.getMeetingroomId() == room[0]), seen);
    });
  }
}

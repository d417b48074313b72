package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.engine.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The MBean's notifications")
@Timeout(60)
class NotificationsTest {
  private final FakeEngine engine = new FakeEngine();
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final ConcurrentLinkedQueue<Notification> received = new ConcurrentLinkedQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private ObjectName name;
  private Registration registration;

  @BeforeEach
  void register() throws Exception {
    name = new ObjectName(TimeoutManagerMXBean.OBJECT_NAME);
    registration =
        Registration.in(
            server,
            new TimeoutManager(engine, "1", "pairs", new FakeMatches(), new FixedConfiguration()));
  }

  @AfterEach
  void unregister() {
    release.countDown();
    registration.close();
  }

  private void listen(NotificationListener listener) throws Exception {
    server.addNotificationListener(name, listener, null, null);
  }

  @Test
  @DisplayName("are told to whoever has subscribed, with user data that any tool can read")
  void sent() throws Exception {
    listen((notification, handback) -> received.add(notification));

    engine.tell(l -> l.cancelled(Timers.timedOut(7), new Origin("ann", "why")));

    await().until(() -> received.size() == 1);
    Notification n = received.peek();
    assertThat(n.getType()).isEqualTo("curfew.timer.cancelled");
    assertThat(n.getMessage()).isEqualTo("#7 CANCELLED checkout, by ann: why");
    assertThat(n.getSource()).isEqualTo(name);
    assertThat(n.getUserData()).isInstanceOf(CompositeData.class);
    CompositeData data = (CompositeData) n.getUserData();
    assertThat(data.get("id")).isEqualTo(7L);
    assertThat(data.get("reason")).isEqualTo("why");
  }

  @Test
  @DisplayName("go to the others while one who has subscribed hangs, and in order")
  void hanging() throws Exception {
    listen((notification, handback) -> awaitRelease());
    listen((notification, handback) -> received.add(notification));

    for (long id = 1; id <= 50; id++) {
      long each = id;
      engine.tell(l -> l.warned(Timers.timedOut(each)));
    }

    await().until(() -> received.size() == 50);
    assertThat(received).extracting(Notification::getSequenceNumber).isSorted();
    assertThat(received.peek().getMessage()).startsWith("#1 WARNED");
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("are described, each type with what it means")
  void described() throws Exception {
    MBeanNotificationInfo[] infos = server.getMBeanInfo(name).getNotifications();

    List<String> types = Arrays.stream(infos).flatMap(i -> Stream.of(i.getNotifTypes())).toList();
    assertThat(types)
        .containsExactly(
            "curfew.timer.warned",
            "curfew.timer.timed-out",
            "curfew.timer.stopped",
            "curfew.timer.cancelled",
            "curfew.timer.extended",
            "curfew.timer.switched",
            "curfew.timer.overdue",
            "curfew.timer.abandoned",
            "curfew.timer.recovered",
            "curfew.mode.changed",
            "curfew.rule.changed",
            "curfew.configuration.changed",
            "curfew.configuration.refused",
            "curfew.notifications.suppressed");
    assertThat(infos)
        .allSatisfy(info -> assertThat(info.getDescription()).contains(" ").hasSizeLessThan(120));
  }

  @Test
  @DisplayName("come with an MBean for each rule that the application has named since")
  void newRules() throws Exception {
    ObjectName rule = new ObjectName("dev.curfew:type=Rule,name=report");
    assertThat(server.isRegistered(rule)).isFalse();

    engine.addRule("report");
    engine.tell(l -> l.rulesAdded());

    await().until(() -> server.isRegistered(rule));
    engine.removeRule("report");
    engine.tell(l -> l.configurationChanged("curfew.yaml", Origin.of("file")));
    await().until(() -> !server.isRegistered(rule));
  }
}

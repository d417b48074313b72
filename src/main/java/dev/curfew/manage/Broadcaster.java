package dev.curfew.manage;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jspecify.annotations.Nullable;

/**
 * Sends announcements as notifications of JMX, to each listener on a thread of the listener's own.
 * Thread-safe.
 */
final class Broadcaster extends NotificationBroadcasterSupport {
  private static final String TYPE_NAME = "dev.curfew.Notification";

  private final ObjectName source;
  private final ListenerLanes lanes;
  private final AtomicLong sequence = new AtomicLong();

  /**
   * @param source whose notifications they are
   * @param threads makes the listeners' threads
   * @param leftOut run for each notification that a listener could not take
   */
  Broadcaster(ObjectName source, ThreadFactory threads, Runnable leftOut) {
    super(infos());
    this.source = source;
    lanes = new ListenerLanes(threads, leftOut);
  }

  private static MBeanNotificationInfo[] infos() {
    return Arrays.stream(NotificationType.values())
        .map(
            t ->
                new MBeanNotificationInfo(
                    new String[] {t.type}, Notification.class.getName(), t.description))
        .toArray(MBeanNotificationInfo[]::new);
  }

  void send(Announcement announcement) {
    Notification notification =
        new Notification(
            announcement.type().type,
            source,
            sequence.incrementAndGet(),
            announcement.atMillis(),
            announcement.message());
    notification.setUserData(composite(announcement.data()));
    sendNotification(notification);
  }

  @Override
  protected void handleNotification(NotificationListener to, Notification what, Object handback) {
    lanes.deliver(to, () -> to.handleNotification(what, handback));
  }

  @Override
  public void removeNotificationListener(NotificationListener listener)
      throws ListenerNotFoundException {
    super.removeNotificationListener(listener);
    lanes.forget(listener);
  }

  @Override
  public void removeNotificationListener(
      NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
      throws ListenerNotFoundException {
    super.removeNotificationListener(listener, filter, handback);
    lanes.forget(listener);
  }

  private static CompositeData composite(Map<String, Object> data) {
    String[] names = data.keySet().toArray(new String[0]);
    OpenType<?>[] types = data.values().stream().map(Broadcaster::typeOf).toArray(OpenType[]::new);
    try {
      CompositeType type = new CompositeType(TYPE_NAME, TYPE_NAME, names, names, types);
      return new CompositeDataSupport(type, data);
    } catch (OpenDataException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static OpenType<?> typeOf(Object value) {
    return value instanceof Long ? SimpleType.LONG : SimpleType.STRING;
  }
}

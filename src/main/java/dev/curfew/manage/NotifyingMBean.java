package dev.curfew.manage;

import javax.management.ListenerNotFoundException;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import org.jspecify.annotations.Nullable;

/** An {@link AnnotatedMBean} to whose notifications one can subscribe. */
final class NotifyingMBean<T> extends AnnotatedMBean<T> implements NotificationEmitter {
  private final NotificationBroadcasterSupport emitter;

  NotifyingMBean(T bean, Class<T> mxBeanInterface, NotificationBroadcasterSupport emitter) {
    super(bean, mxBeanInterface);
    this.emitter = emitter;
  }

  @Override
  public MBeanNotificationInfo[] getNotificationInfo() {
    return emitter.getNotificationInfo();
  }

  @Override
  public void addNotificationListener(
      NotificationListener listener,
      @Nullable NotificationFilter filter,
      @Nullable Object handback) {
    emitter.addNotificationListener(listener, filter, handback);
  }

  @Override
  public void removeNotificationListener(NotificationListener listener)
      throws ListenerNotFoundException {
    emitter.removeNotificationListener(listener);
  }

  @Override
  public void removeNotificationListener(
      NotificationListener listener, @Nullable NotificationFilter filter, @Nullable Object handback)
      throws ListenerNotFoundException {
    emitter.removeNotificationListener(listener, filter, handback);
  }
}

package dev.curfew.manage;

import java.util.Arrays;
import java.util.Comparator;
import javax.management.DescriptorRead;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanConstructorInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * An MXBean whose names and descriptions stand beside the methods of its interface, as {@link Name}
 * and {@link Description}, so that they can't drift from them.
 */
class AnnotatedMBean<T> extends StandardMBean {

  AnnotatedMBean(T bean, Class<T> mxBeanInterface) {
    super(bean, mxBeanInterface, true);
  }

  /**
   * The operations by name, the short form first: reflection gives them in an order that differs
   * from JVM to JVM.
   */
  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanInfo info = super.getMBeanInfo();
    MBeanOperationInfo[] operations = info.getOperations();
    Arrays.sort(
        operations,
        Comparator.comparing(MBeanFeatureInfo::getName).thenComparing(AnnotatedMBean::parameters));
    return new MBeanInfo(
        info.getClassName(),
        info.getDescription(),
        info.getAttributes(),
        new MBeanConstructorInfo[0],
        operations,
        getNotificationInfo(),
        info.getDescriptor());
  }

  /** None. */
  public MBeanNotificationInfo[] getNotificationInfo() {
    return new MBeanNotificationInfo[0];
  }

  private static int parameters(MBeanFeatureInfo operation) {
    return ((MBeanOperationInfo) operation).getSignature().length;
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    String text = annotated(info, "curfew.description");
    return text == null ? super.getDescription(info) : text;
  }

  @Override
  protected String getDescription(MBeanAttributeInfo attribute) {
    String text = annotated(attribute, "curfew.description");
    return text == null ? super.getDescription(attribute) : text;
  }

  @Override
  protected String getDescription(MBeanOperationInfo operation) {
    String text = annotated(operation, "curfew.description");
    return text == null ? super.getDescription(operation) : text;
  }

  @Override
  protected String getDescription(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int index) {
    String text = annotated(parameter, "curfew.description");
    return text == null ? super.getDescription(operation, parameter, index) : text;
  }

  @Override
  protected String getParameterName(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int index) {
    String name = annotated(parameter, "curfew.name");
    return name == null ? super.getParameterName(operation, parameter, index) : name;
  }

  /** Whatever can be read is an attribute, because a read-only role may call no operation. */
  @Override
  protected int getImpact(MBeanOperationInfo operation) {
    return MBeanOperationInfo.ACTION;
  }

  private static @Nullable String annotated(DescriptorRead feature, String key) {
    return (String) feature.getDescriptor().getFieldValue(key);
  }
}

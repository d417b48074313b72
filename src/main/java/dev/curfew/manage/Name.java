package dev.curfew.manage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/** The name of an operation's parameter; without it JConsole shows p0, p1. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Name {
  /** As in the operation's Javadoc. */
  @DescriptorKey("curfew.name")
  String value();
}

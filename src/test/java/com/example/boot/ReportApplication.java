package com.example.boot;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** A Spring Boot application as its users write them, without a word of Curfew. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ReportApplication {
  public static void main(String[] args) throws InterruptedException {
    SpringApplication application = new SpringApplication(ReportApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    try (ConfigurableApplicationContext context = application.run(args)) {
      Reports reports = context.getBean(Reports.class);
      System.out.println("loaded by " + reports.getClass().getClassLoader().getClass().getName());
      reports.build();
    } catch (RuntimeException e) {
      System.out.println("stopped " + e.getClass().getName());
    }
  }
}

package com.example.boot;

import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Service;

/** A bean whose work does not end. */
@Service
public class Reports {
  public void build() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}

package dev.curfew.jconsole;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.SwingWorker;

/** On the threads of SwingWorker, and back on Swing's. */
final class SwingBackground implements Background {

  @Override
  public <T> void run(Callable<T> task, Consumer<T> done, Consumer<Throwable> failed) {
    new SwingWorker<T, Void>() {
      @Override
      protected T doInBackground() throws Exception {
        return task.call();
      }

      @Override
      protected void done() {
        T result;
        try {
          result = get();
        } catch (ExecutionException e) {
          failed.accept(e.getCause() == null ? e : e.getCause());
          return;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          failed.accept(e);
          return;
        }
        done.accept(result);
      }
    }.execute();
  }
}

package dev.curfew.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsolePlugin;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.swing.JPanel;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** What JConsole finds by META-INF/services, once for each connection. */
public final class TimeoutsPlugin extends JConsolePlugin {
  private @Nullable TimeoutsTab tab;

  @Override
  public synchronized Map<String, JPanel> getTabs() {
    if (tab == null) {
      tab = new TimeoutsTab(new JmxProgram(this::connection));
    }
    return Map.of("Timeouts", tab);
  }

  private @Nullable MBeanServerConnection connection() {
    JConsoleContext context = getContext();
    return context.getConnectionState() == JConsoleContext.ConnectionState.CONNECTED
        ? context.getMBeanServerConnection()
        : null;
  }

  /** None: JConsole asks each four seconds unless told otherwise, the tab by itself each second. */
  @Override
  public @Nullable SwingWorker<?, ?> newSwingWorker() {
    return null;
  }

  @Override
  public synchronized void dispose() {
    if (tab != null) {
      tab.stop();
    }
  }
}

package dev.curfew.demo.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Orders in an H2 database in memory; a connection for each use. */
public final class OrderDatabase {
  private static final String URL = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1";
  private static final int ORDERS = 1000;
  private static final long LOOK_UP_MILLIS = 100;

  OrderDatabase() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders(id INT PRIMARY KEY, amount INT, touched INT)");
      statement.execute("INSERT INTO orders SELECT x, x, 0 FROM SYSTEM_RANGE(1, " + ORDERS + ")");
      statement.execute(
          "CREATE ALIAS euro_rate FOR '" + OrderDatabase.class.getName() + ".euroRate'");
    }
  }

  /** Called by the database for each order of the slow query: a rate from somewhere slow. */
  public static int euroRate(int order) throws InterruptedException {
    Thread.sleep(LOOK_UP_MILLIS);
    return order % 2 + 1;
  }

  /** The slow query: {@value #ORDERS} look-ups of {@value #LOOK_UP_MILLIS} ms. */
  long sumInEuro() throws SQLException {
    return number("SELECT SUM(amount * euro_rate(id)) FROM orders");
  }

  long count() throws SQLException {
    return number("SELECT COUNT(*) FROM orders");
  }

  void touch(int order) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement("UPDATE orders SET touched = touched + 1 WHERE id = ?")) {
      statement.setInt(1, order + 1);
      statement.executeUpdate();
    }
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(URL);
  }
}

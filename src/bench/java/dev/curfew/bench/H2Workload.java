package dev.curfew.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Inserts and queries in an H2 database in memory; prints the processor time of a round, as {@code
 * H2=nanoseconds}.
 */
final class H2Workload {
  private static final int ROWS = 3_000;
  private static final int QUERIES = 10;

  private H2Workload() {}

  /** The one argument says how many rounds are measured, after as many to warm up. */
  public static void main(String[] args) throws SQLException {
    int rounds = Integer.parseInt(args[0]);
    double[] nanos = new double[rounds];
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:bench");
        Statement statement = connection.createStatement()) {
      statement.execute("create table t(id int primary key, v varchar, n int)");
      for (int round = -rounds; round < rounds; round++) {
        long begin = CpuTime.nanos();
        work(connection, statement);
        if (round >= 0) {
          nanos[round] = CpuTime.nanos() - begin;
        }
      }
    }
    System.out.println("H2=" + Median.of(nanos));
  }

  private static void work(Connection connection, Statement statement) throws SQLException {
    statement.execute("delete from t");
    try (PreparedStatement insert = connection.prepareStatement("insert into t values(?,?,?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.setString(2, "v" + i % 97);
        insert.setInt(3, i % 13);
        insert.executeUpdate();
      }
    }
    for (int i = 0; i < QUERIES; i++) {
      String query =
          "select v,count(*),sum(n) from t where id>" + i * 10 + " group by v order by 3 desc";
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          Kernels.sink = rows.getLong(2);
        }
      }
    }
  }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Way.BY_CALLEE;
import static io.cpni.autoconfigure.Way.count;
import static io.cpni.autoconfigure.Way.records;
import static io.cpni.autoconfigure.Way.sorted;

import io.cpni.autoconfigure.Onlooker.SeenCall;
import io.cpni.autoconfigure.ways.CallRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetProvider;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.object.MappingSqlQuery;
import org.springframework.jdbc.support.rowset.SqlRowSet;

/** The ways of Spring JDBC and of plain JDBC. */
final class JdbcWays {

    private static final String ALL = "select id, callee from voice_call order by id";
    private static final String ABOVE = "select id, callee from voice_call where id > ? order by id";

    private JdbcWays() {}

    static Stream<Way> all() {
        return Stream.of(templates(), plain(), counts()).flatMap(ways -> ways).map(Way::byJdbc);
    }

    private static Stream<Way> templates() {
        return Stream.of(
                records("JdbcTemplate: mapper", c -> c.jdbc().query(ALL, (row, number) -> line(row))),
                records("JdbcTemplate: maps", c -> CallLines.of(c.jdbc().queryForList(ALL))),
                records(
                        "JdbcTemplate: extractor",
                        c -> c.jdbc().query(ABOVE, (ResultSetExtractor<List<String>>) CallLines::of, 0)),
                records("JdbcTemplate: callback", c -> {
                    List<String> lines = new ArrayList<>();
                    c.jdbc()
                            .query(
                                    ABOVE,
                                    (ResultSet row) -> {
                                        lines.add(line(row));
                                    },
                                    0);
                    return lines;
                }),
                records("JdbcTemplate: stream", c -> {
                    try (Stream<String> lines = c.jdbc().queryForStream(ALL, (row, number) -> line(row))) {
                        return lines.toList();
                    }
                }),
                records("JdbcTemplate: row set", c -> {
                    List<String> lines = new ArrayList<>();
                    SqlRowSet rows = c.jdbc().queryForRowSet(ALL);
                    while (rows.next()) {
                        lines.add(CallLines.line(rows.getLong("id"), rows.getString("callee")));
                    }
                    return lines;
                }),
                records(
                        "JdbcTemplate: one by one",
                        c -> Stream.of(1L, 2L, 3L, 4L, 5L, 6L)
                                .flatMap(id -> c
                                        .jdbc()
                                        .queryForList("select callee from voice_call where id = ?", String.class, id)
                                        .stream()
                                        .map(callee -> CallLines.line(id, callee)))
                                .toList()),
                records(
                        "NamedParameterJdbcTemplate",
                        c -> new NamedParameterJdbcTemplate(c.jdbc())
                                .query(
                                        "select id, callee from voice_call where id in (:ids) order by id",
                                        Map.of("ids", List.of(1, 2, 3, 4, 5, 6)),
                                        (row, number) -> line(row))),
                records(
                        "JdbcClient: records",
                        c -> CallLines.of(JdbcClient.create(c.jdbc())
                                .sql(ALL)
                                .query(CallRow.class)
                                .list())),
                records(
                        "JdbcClient: maps",
                        c -> CallLines.of(
                                JdbcClient.create(c.jdbc()).sql(ALL).query().listOfRows())),
                records("JdbcClient: stream", c -> {
                    try (Stream<String> lines = JdbcClient.create(c.jdbc())
                            .sql("select id, callee from voice_call where id > :id order by id")
                            .param("id", 0)
                            .query((row, number) -> line(row))
                            .stream()) {
                        return lines.toList();
                    }
                }),
                records("MappingSqlQuery", c -> new Lines(c).execute()));
    }

    private static String line(ResultSet row) throws SQLException {
        return CallLines.line(row.getLong("id"), row.getString("callee"));
    }

    private static final class Lines extends MappingSqlQuery<String> {

        Lines(WaysCarrier carrier) {
            super(carrier.dataSource(), ALL);
        }

        @Override
        protected String mapRow(ResultSet row, int number) throws SQLException {
            return line(row);
        }
    }

    private static Stream<Way> plain() {
        return Stream.of(
                withConnection("connection: statement", JdbcWays::byStatement),
                withConnection("connection: execute", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(ALL);
                        try (ResultSet rows = statement.getResultSet()) {
                            return CallLines.of(rows);
                        }
                    }
                }),
                withConnection("connection: prepared statement", connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(ABOVE)) {
                        statement.setLong(1, 0);
                        try (ResultSet rows = statement.executeQuery()) {
                            return CallLines.of(rows);
                        }
                    }
                }),
                withConnection("connection: scrollable result", connection -> {
                    try (Statement statement = connection.createStatement(
                                    ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                            ResultSet rows = statement.executeQuery(ALL)) {
                        rows.last();
                        rows.beforeFirst();
                        return CallLines.of(rows);
                    }
                }),
                withConnection("connection: cached rows", connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(ALL);
                            CachedRowSet cached = RowSetProvider.newFactory().createCachedRowSet()) {
                        cached.populate(rows);
                        return CallLines.of(cached);
                    }
                }),
                withConnection(
                        "connection of a statement's connection",
                        connection -> byStatement(connection.createStatement().getConnection())),
                withConnection(
                        "connection of the metadata",
                        connection -> byStatement(connection.getMetaData().getConnection())),
                withConnection("connection by unwrap", connection -> byStatement(connection.unwrap(Connection.class))),
                withConnection(
                        "connection that Spring takes for the target's",
                        connection -> byStatement(DataSourceUtils.getTargetConnection(connection))),
                records("connection of the data source's own", c -> {
                    try (Connection connection = c.dataSource().getConnection()) {
                        return byStatement(connection);
                    } catch (SQLException e) {
                        throw new IllegalStateException("no connection", e);
                    }
                }));
    }

    private static Way withConnection(String name, ConnectionCallback<List<String>> read) {
        return records(name, c -> c.jdbc().execute(read));
    }

    private static List<String> byStatement(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            return CallLines.of(rows);
        }
    }

    private static Stream<Way> counts() {
        return Stream.of(
                one("count", "select count(*) from voice_call", List::size),
                one(
                        "count of a filter on a number",
                        "select count(*) from voice_call where callee = '+12125550150'",
                        calls -> count(calls, call -> call.callee().equals("+12125550150"))),
                one(
                        "count of a filter on a mask",
                        "select count(*) from voice_call where callee = '+1212xxxxxxx'",
                        calls -> count(calls, call -> call.callee().equals("+1212xxxxxxx"))),
                one("sum", "select sum(seconds) from voice_call", SeenCall::sum),
                one(
                        "exists",
                        "select case when exists (select 1 from voice_call where id = 2) then 1 else 0 end",
                        calls -> count(calls, call -> call.id() == 2)),
                one(
                        "last number",
                        "select max(callee) from voice_call",
                        calls -> calls.stream()
                                .map(SeenCall::callee)
                                .max(String::compareTo)
                                .orElseThrow()),
                Way.of(
                        "JdbcClient: in order of numbers",
                        c -> JdbcClient.create(c.jdbc())
                                .sql("select id, callee from voice_call order by callee, id")
                                .query((row, number) -> line(row))
                                .list(),
                        calls -> sorted(calls, BY_CALLEE)));
    }

    private static Way one(String name, String query, Function<List<SeenCall>, Object> expected) {
        return Way.of("JdbcTemplate: " + name, c -> c.jdbc().queryForObject(query, Object.class), expected);
    }
}

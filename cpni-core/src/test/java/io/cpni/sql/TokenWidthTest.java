package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.mask.TokenKey;
import java.lang.reflect.Proxy;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who makes room for a column by its metadata makes room for a token. */
class TokenWidthTest {

    private static final int NARROW = 6;
    private static final int WIDE = 60;

    private static ResultSetMetaData columnsOf(int width, TokenColumns tokens) {
        ResultSetMetaData columns = (ResultSetMetaData) Proxy.newProxyInstance(
                TokenWidthTest.class.getClassLoader(),
                new Class<?>[] {ResultSetMetaData.class},
                (proxy, method, arguments) -> method.getName().equals("getColumnCount") ? 2 : width);
        return new GuardedResultSetMetaData(columns, 0, tokens);
    }

    @Test
    void aNarrowColumnIsAsWideAsItsTokens() throws SQLException {
        ResultSetMetaData columns = columnsOf(NARROW, new TokenColumns(Map.of(2, 0), 0));

        assertThat(columns.getPrecision(1)).isEqualTo(NARROW);
        assertThat(columns.getColumnDisplaySize(1)).isEqualTo(NARROW);
        assertThat(columns.getPrecision(2)).isEqualTo(TokenKey.TOKEN_LENGTH);
        assertThat(columns.getColumnDisplaySize(2)).isEqualTo(TokenKey.TOKEN_LENGTH);
    }

    @Test
    void aWideColumnStaysWide() throws SQLException {
        ResultSetMetaData columns = columnsOf(WIDE, new TokenColumns(Map.of(2, 0), 0));

        assertThat(columns.getPrecision(2)).isEqualTo(WIDE);
        assertThat(columns.getColumnDisplaySize(2)).isEqualTo(WIDE);
    }
}

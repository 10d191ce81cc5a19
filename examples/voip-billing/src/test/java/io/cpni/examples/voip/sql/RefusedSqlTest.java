package io.cpni.examples.voip.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.Api.Answer;
import io.cpni.examples.voip.CarrierTest;
import io.cpni.examples.voip.RawDatabase;
import io.cpni.examples.voip.sql.SqlApi.Who;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sends what the gate does not speak, as billing, which may see everything: not even so does it pass. */
@CarrierTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedSqlTest {

    /** More than the pool has, should one get lost with each refusal. */
    private static final int MORE_THAN_CONNECTIONS = 30;

    private final SqlApi sql;
    private final RawDatabase raw;
    private List<?> before = List.of();

    @Autowired
    RefusedSqlTest(@LocalServerPort int port, RawDatabase raw) {
        this.sql = new SqlApi(port);
        this.raw = raw;
    }

    static List<String> refused() {
        return SqlApi.statements("refused.sql");
    }

    @BeforeAll
    void lookAround() {
        before = schema();
    }

    @AfterAll
    void nothingHasChanged() {
        assertThat(schema()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isNotInTheLanguage(String statement) {
        Answer answer = sql.run(Who.billing(), statement);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).as(answer.type()).isTrue();
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:cpni:problem:refused");
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "org.h2", "passwd");
    }

    @Test
    void whatIsRefusedOrFailsKeepsNoConnectionAndLeavesItUsable() {
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            assertThat(sql.run(Who.billing(), "explain select 1").status()).isEqualTo(400);
            assertThat(sql.run(Who.billing(), "select 1 / 0 from call_record").status())
                    .isEqualTo(422);
            assertThat(sql.run(Who.csr(), "select total from invoice where total = ?", "x")
                            .status())
                    .isEqualTo(400);
        }

        assertThat(sql.run(Who.billing(), "select count(*) from call_record").status())
                .isEqualTo(200);
    }

    private List<?> schema() {
        return raw.sql()
                .queryForList("select table_name, column_name, data_type from information_schema.columns"
                        + " where table_schema = 'PUBLIC' order by 1, 2");
    }
}

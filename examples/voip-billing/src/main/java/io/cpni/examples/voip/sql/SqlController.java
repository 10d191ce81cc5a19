package io.cpni.examples.voip.sql;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes a statement from whoever cares to try and leak something. */
@RestController
class SqlController {

    private final AdHocSql sql;

    SqlController(AdHocSql sql) {
        this.sql = sql;
    }

    @PostMapping(
            path = "/api/sql",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    SqlAnswer run(InputStream body) throws IOException {
        return sql.run(SqlRequestReader.read(body));
    }
}

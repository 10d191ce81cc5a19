package io.cpni.autoconfigure;

import io.cpni.autoconfigure.ways.CallBean;
import io.cpni.autoconfigure.ways.CallRow;
import io.cpni.autoconfigure.ways.CallView;
import io.cpni.autoconfigure.ways.VoiceCall;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.Tuple;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.ObjectNotFoundException;
import org.jspecify.annotations.Nullable;

/** Writes what came out of a {@link Way} as one line for each call: its id and its number. */
final class CallLines {

    private CallLines() {}

    /** Writes calls, in whatever form they came. */
    static List<String> of(Collection<?> calls) {
        return of(calls.stream());
    }

    static List<String> of(Stream<?> calls) {
        return calls.map(CallLines::line).toList();
    }

    /** Reads all rows of a result whose columns are the id and the number. */
    static List<String> of(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(line(rows.getLong(1), rows.getString(2)));
        }
        return lines;
    }

    static String line(@Nullable Object id, @Nullable Object callee) {
        return id + " " + callee;
    }

    /** Reads what may not be there; that it is not, Hibernate says by this exception. */
    static Stream<String> ifThere(Supplier<String> read) {
        try {
            return Stream.of(read.get());
        } catch (EntityNotFoundException | ObjectNotFoundException absent) {
            return Stream.empty();
        }
    }

    private static String line(Object call) {
        if (call instanceof VoiceCall entity) {
            return line(entity.getId(), entity.getCallee());
        } else if (call instanceof CallView view) {
            return line(view.getId(), view.getCallee());
        } else if (call instanceof CallRow row) {
            return line(row.id(), row.callee());
        } else if (call instanceof CallBean bean) {
            return line(bean.getId(), bean.getCallee());
        } else if (call instanceof Tuple tuple) {
            return line(tuple.get(0), tuple.get(1));
        } else if (call instanceof Object[] row) {
            return line(row[0], row[1]);
        } else if (call instanceof List<?> row) {
            return line(row.get(0), row.get(1));
        } else if (call instanceof Map<?, ?> row) {
            return line(row.get("id"), row.get("callee"));
        }
        throw new IllegalArgumentException("no line is written of " + call.getClass());
    }
}

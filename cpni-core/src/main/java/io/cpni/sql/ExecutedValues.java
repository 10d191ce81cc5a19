package io.cpni.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's values of a statement that cannot name its customers, for its record: those of one execution, or those of
 * the first executions of a batch. Bounded, whatever is bound. Not safe for several threads, like the statement.
 */
final class ExecutedValues {

    private static final int MOST_EXECUTIONS = 50;
    private static final int MOST_CHARACTERS = 32_768;

    private static final Object NOT_BOUND = new SqlLiteral.Written("<not bound>");

    private final @Nullable Object[] bound;
    private final List<@Nullable Object[]> batch = new ArrayList<>();
    private long executions;

    ExecutedValues(int parameters) {
        this.bound = new Object[parameters];
        clear();
    }

    /** Takes note of a value, which may change afterwards. */
    void bind(int index, @Nullable Object value) {
        bound[index] = SqlLiteral.lasting(value);
    }

    void clear() {
        Arrays.fill(bound, NOT_BOUND);
    }

    void addBatch() {
        if (executions++ < MOST_EXECUTIONS) {
            batch.add(bound.clone());
        }
    }

    void clearBatch() {
        batch.clear();
        executions = 0;
    }

    /** Returns the values that are bound, as literals. */
    List<String> ofExecution() {
        return literals(Arrays.asList(bound));
    }

    /** Returns the values of the first executions of the batch, one after the other, and how many follow. */
    List<String> ofBatch() {
        List<@Nullable Object> values = new ArrayList<>();
        batch.forEach(row -> values.addAll(Arrays.asList(row)));
        List<String> literals = literals(values);
        if (executions > batch.size()) {
            literals.add("… and " + (executions - batch.size()) + " more executions");
        }
        return literals;
    }

    private static List<String> literals(List<@Nullable Object> values) {
        List<String> literals = new ArrayList<>(values.size() + 1);
        int characters = 0;
        for (Object value : values) {
            String literal = SqlLiteral.of(value);
            characters += literal.length();
            if (characters > MOST_CHARACTERS) {
                literals.add("… and " + (values.size() - literals.size()) + " more values");
                break;
            }
            literals.add(literal);
        }
        return literals;
    }
}

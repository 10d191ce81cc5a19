package io.cpni.examples.voip.rating;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes small tariffs for tests. */
final class Tariffs {

    private Tariffs() {}

    /** Serves files from texts; what is not in the map is not found. */
    static TariffSource files(Map<String, String> texts) {
        return name -> {
            String text = texts.get(name);
            if (text == null) {
                throw new FileNotFoundException(name);
            }
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    static RateSlab slab(String from, String price, String unit, String increment) {
        return new RateSlab(duration(from), new BigDecimal(price), duration(unit), duration(increment));
    }

    static Duration duration(String text) {
        return TariffDuration.parse(text).orElseThrow();
    }

    static RatedDestination destination(String id, Rate rate, Rounding rounding, String... prefixes) {
        return destination(id, rate, rounding, null, prefixes);
    }

    static RatedDestination destination(
            String id, Rate rate, Rounding rounding, @Nullable CostLimit limit, String... prefixes) {
        return new RatedDestination(id, List.of(prefixes), rate, rounding, limit);
    }
}

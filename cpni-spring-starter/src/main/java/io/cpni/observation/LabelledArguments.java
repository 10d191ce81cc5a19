package io.cpni.observation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.cpni.mask.RecordText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.DefaultLoggingEvent;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.LoggingEvent;

/**
 * Masks labelled records among the arguments and key-value pairs of log statements, by their labels. The statement is logged
 * again with their text in their place, so that no appender, layout or encoder ever holds the record.
 *
 * <p>What a program has made a text of before it logs is a text like any other; there {@link RecordText} helps.
 */
public final class LabelledArguments extends TurboFilter {

    /** What stands between the program and its statement when it is logged again. */
    private static final List<String> BETWEEN = List.of(LabelledArguments.class.getName(), "ch.qos.logback.classic.");

    private LabelledArguments() {}

    /** Sees to it that a Logback context masks, also after it is configured anew. */
    public static void maskIn(LoggerContext context) {
        if (installed(context)) {
            return;
        }
        context.addListener(new AfterReset());
        install(context);
    }

    /** First of all filters: what comes after it sees the masked statement only. */
    private static void install(LoggerContext context) {
        LabelledArguments filter = new LabelledArguments();
        filter.setContext(context);
        filter.setName("cpni");
        filter.start();
        context.getTurboFilterList().add(0, filter);
        // So that the place of a statement is where the program logs.
        context.getFrameworkPackages().addAll(BETWEEN);
    }

    private static boolean installed(LoggerContext context) {
        return context.getTurboFilterList().stream().anyMatch(LabelledArguments.class::isInstance);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (arguments == null || isSurelyOff(logger, level)) {
            return FilterReply.NEUTRAL;
        }
        Object[] safe = (Object[]) RecordText.safe(arguments);
        if (isSame(arguments, safe)) {
            return FilterReply.NEUTRAL;
        }
        logger.log(marker, Logger.FQCN, Level.toLocationAwareLoggerInteger(level), format, safe, thrown);
        return FilterReply.DENY;
    }

    @Override
    public FilterReply decide(Logger logger, LoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        boolean clean = arguments == null || isSame(arguments, RecordText.safe(arguments));
        if (clean && (pairs == null || pairs.stream().allMatch(pair -> isSame(pair.value, RecordText.safe(pair.value))))) {
            return FilterReply.NEUTRAL;
        }
        logger.log(masked(logger, event));
        return FilterReply.DENY;
    }

    private static LoggingEvent masked(Logger logger, LoggingEvent event) {
        DefaultLoggingEvent masked = new DefaultLoggingEvent(event.getLevel(), logger);
        masked.setMessage(event.getMessage());
        masked.setThrowable(event.getThrowable());
        masked.setTimeStamp(event.getTimeStamp());
        masked.setCallerBoundary(event.getCallerBoundary());
        if (event.getMarkers() != null) {
            event.getMarkers().forEach(masked::addMarker);
        }
        if (event.getArguments() != null) {
            event.getArguments().forEach(argument -> masked.addArgument(RecordText.safe(argument)));
        }
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> masked.addKeyValue(pair.key, RecordText.safe(pair.value)));
        }
        return masked;
    }

    /** Tells whether a statement is not logged; where other filters might let it pass all the same nobody can tell yet. */
    private static boolean isSurelyOff(Logger logger, Level level) {
        return !level.isGreaterOrEqual(logger.getEffectiveLevel())
                && logger.getLoggerContext().getTurboFilterList().size() == 1;
    }

    @SuppressWarnings("ReferenceEquality") // what holds nothing labelled comes back as the same object
    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }

    /** Comes back where the context is reset, as it is when its configuration has changed. */
    private static final class AfterReset implements LoggerContextListener {

        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onStart(LoggerContext context) {
            onReset(context);
        }

        @Override
        public void onReset(LoggerContext context) {
            if (!installed(context)) {
                install(context);
            }
        }

        @Override
        public void onStop(LoggerContext context) {
            // Nothing is logged any more.
        }

        @Override
        public void onLevelChange(Logger logger, Level level) {
            // Levels do not matter here.
        }
    }
}

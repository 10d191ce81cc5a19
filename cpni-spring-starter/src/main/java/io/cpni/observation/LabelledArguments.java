package io.cpni.observation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.cpni.mask.RecordText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.DefaultLoggingEvent;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.LoggingEvent;

/**
 * Keeps values out of the log: labelled records among the arguments and key-value pairs of log statements are masked by their
 * labels, what exceptions of conversion and validation quote is withheld, and frameworks that log what passes through them
 * are silenced. A statement is logged again with the masks in their place, so that no appender, layout or encoder ever holds
 * the record.
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

    /** Returns loggers that are switched on although nothing they say is written. */
    public static List<String> inVain(LoggerContext context) {
        return Talkative.SILENCED.stream()
                .filter(name -> context.getLogger(name).isDebugEnabled())
                .toList();
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
        boolean isQuestion = format == null && arguments == null && thrown == null;
        if (isQuestion || isSurelyOff(logger, level)) {
            return FilterReply.NEUTRAL;
        }
        String line = format == null ? null : Talkative.safe(logger.getName(), format);
        if (format != null && line == null) {
            return FilterReply.DENY;
        }
        Object[] safe = arguments == null ? null : Quoting.safe(arguments);
        Throwable quiet = Quoting.safe(thrown);
        if (Objects.equals(line, format) && Quoting.isSame(arguments, safe) && Quoting.isSame(thrown, quiet)) {
            return FilterReply.NEUTRAL;
        }
        logger.log(marker, Logger.FQCN, Level.toLocationAwareLoggerInteger(level), line, safe, quiet);
        return FilterReply.DENY;
    }

    @Override
    public FilterReply decide(Logger logger, LoggingEvent event) {
        String message = event.getMessage();
        String line = message == null ? null : Talkative.safe(logger.getName(), message);
        if (message != null && line == null) {
            return FilterReply.DENY;
        }
        Object[] arguments = event.getArgumentArray();
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        boolean clean = Objects.equals(line, message)
                && (arguments == null || Quoting.isSame(arguments, Quoting.safe(arguments)))
                && (pairs == null
                        || pairs.stream().allMatch(pair -> Quoting.isSame(pair.value, Quoting.safe(pair.value))))
                && Quoting.isSame(event.getThrowable(), Quoting.safe(event.getThrowable()));
        if (clean) {
            return FilterReply.NEUTRAL;
        }
        logger.log(masked(logger, event, line));
        return FilterReply.DENY;
    }

    private static LoggingEvent masked(Logger logger, LoggingEvent event, @Nullable String line) {
        DefaultLoggingEvent masked = new DefaultLoggingEvent(event.getLevel(), logger);
        masked.setMessage(line);
        masked.setThrowable(Quoting.safe(event.getThrowable()));
        masked.setTimeStamp(event.getTimeStamp());
        masked.setCallerBoundary(event.getCallerBoundary());
        if (event.getMarkers() != null) {
            event.getMarkers().forEach(masked::addMarker);
        }
        if (event.getArguments() != null) {
            event.getArguments().forEach(argument -> masked.addArgument(Quoting.safe(argument)));
        }
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> masked.addKeyValue(pair.key, Quoting.safe(pair.value)));
        }
        return masked;
    }

    /** Tells whether a statement is not logged; where other filters might let it pass all the same nobody can tell yet. */
    private static boolean isSurelyOff(Logger logger, Level level) {
        return !level.isGreaterOrEqual(logger.getEffectiveLevel())
                && logger.getLoggerContext().getTurboFilterList().size() == 1;
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

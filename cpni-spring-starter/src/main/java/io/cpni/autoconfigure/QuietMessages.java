package io.cpni.autoconfigure;

import io.cpni.mask.Masker;
import jakarta.validation.Configuration;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.spi.ConfigurationState;
import java.util.Locale;

/**
 * Makes messages of constraints as another interpolator does, but with a mask where they would quote the value: messages go to
 * callers and logs, and the value may be anybody's telephone number.
 */
final class QuietMessages implements MessageInterpolator {

    private final MessageInterpolator interpolator;

    private QuietMessages(MessageInterpolator interpolator) {
        this.interpolator = interpolator;
    }

    static void in(Configuration<?> configuration) {
        // The one that is set already knows the application's messages and the caller's language.
        MessageInterpolator set =
                configuration instanceof ConfigurationState state ? state.getMessageInterpolator() : null;
        configuration.messageInterpolator(
                new QuietMessages(set == null ? configuration.getDefaultMessageInterpolator() : set));
    }

    @Override
    public String interpolate(String template, Context context) {
        return interpolator.interpolate(template, new Quiet(context));
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return interpolator.interpolate(template, new Quiet(context), locale);
    }

    /** A context that knows all but the value. */
    private record Quiet(Context context) implements Context {

        @Override
        public ConstraintDescriptor<?> getConstraintDescriptor() {
            return context.getConstraintDescriptor();
        }

        @Override
        public Object getValidatedValue() {
            return Masker.TEXT_MARK;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            if (type.isInstance(this)) {
                return type.cast(this);
            }
            throw new ValidationException("what the message is made of is not given out: it holds the value");
        }
    }
}

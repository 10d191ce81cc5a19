package io.cpni.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches where the settings have a key for texts of the server. A map is no single property that could be asked for. */
final class OnServerTextKeys extends SpringBootCondition {

    private static final String KEYS = "cpni.audit.server-text.keys";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Keys for texts of the server");
        boolean any = Binder.get(context.getEnvironment())
                .bind(KEYS, Bindable.mapOf(String.class, String.class))
                .map(keys -> !keys.isEmpty())
                .orElse(false);
        return any
                ? ConditionOutcome.match(message.foundExactly(KEYS))
                : ConditionOutcome.noMatch(message.didNotFind(KEYS).atAll());
    }
}

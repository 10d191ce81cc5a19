package io.cpni.examples.benchmarks;

import java.lang.reflect.Method;
import java.util.List;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.security.access.expression.ExpressionUtils;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.core.Authentication;
import org.springframework.security.util.SimpleMethodInvocation;

/**
 * What Spring Security does for {@code @PreAuthorize} on each call, without the proxy and the exception: it makes a root
 * for the method and evaluates the expression, parsed before.
 */
final class SpringExpression implements Peer {

    private final DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
    private final Expression expression;
    private final Authentication[] authentications;
    private final MethodInvocation[] invocations;

    SpringExpression(List<Question> questions, boolean compiled) {
        SpelParserConfiguration configuration = new SpelParserConfiguration(
                compiled ? SpelCompilerMode.MIXED : SpelCompilerMode.OFF, SpringExpression.class.getClassLoader());
        this.expression = new SpelExpressionParser(configuration).parseExpression(RecordService.POLICY);
        this.authentications = SpringUsers.authentications(questions);
        this.invocations = questions.stream().map(SpringExpression::invocation).toArray(MethodInvocation[]::new);
    }

    private static MethodInvocation invocation(Question question) {
        Method read = RecordService.class.getMethods()[0];
        return new SimpleMethodInvocation(
                new RecordServiceBean(),
                read,
                question.purpose().name(),
                question.category().name(),
                question.customer(),
                question.offered());
    }

    @Override
    public boolean permits(int question) {
        Authentication authentication = authentications[question];
        EvaluationContext context = handler.createEvaluationContext(() -> authentication, invocations[question]);
        return ExpressionUtils.evaluateAsBoolean(expression, context);
    }
}

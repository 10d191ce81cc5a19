package io.cpni.examples.benchmarks;

import java.util.List;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** A bean behind Spring Security's method interceptor. A denial is an exception, as in an application. */
final class SpringPreAuthorize implements Peer {

    private final RecordService service;
    private final Question[] questions;
    private final String[] purposes;
    private final String[] categories;
    private final SecurityContext[] contexts;

    SpringPreAuthorize(List<Question> questions) {
        ProxyFactory factory = new ProxyFactory(new RecordServiceBean());
        factory.addAdvisor(AuthorizationManagerBeforeMethodInterceptor.preAuthorize());
        this.service = (RecordService) factory.getProxy(SpringPreAuthorize.class.getClassLoader());
        this.questions = questions.toArray(Question[]::new);
        this.purposes = questions.stream().map(each -> each.purpose().name()).toArray(String[]::new);
        this.categories = questions.stream().map(each -> each.category().name()).toArray(String[]::new);
        this.contexts = SpringUsers.contexts(questions);
    }

    @Override
    public boolean permits(int question) {
        Question asked = questions[question];
        SecurityContextHolder.setContext(contexts[question]);
        try {
            return service.read(purposes[question], categories[question], asked.customer(), asked.offered());
        } catch (AccessDeniedException denied) {
            return false;
        }
    }
}

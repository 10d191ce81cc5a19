package io.cpni.examples.benchmarks;

import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;

/** Signs the staff who ask in, as Spring Security has them. */
final class SpringUsers {

    private SpringUsers() {}

    static Authentication[] authentications(List<Question> questions) {
        return questions.stream().map(SpringUsers::authentication).toArray(Authentication[]::new);
    }

    static SecurityContext[] contexts(List<Question> questions) {
        return questions.stream()
                .map(question -> new SecurityContextImpl(authentication(question)))
                .toArray(SecurityContext[]::new);
    }

    private static Authentication authentication(Question question) {
        return UsernamePasswordAuthenticationToken.authenticated(
                "ann", "", AuthorityUtils.createAuthorityList("ROLE_" + question.role()));
    }
}

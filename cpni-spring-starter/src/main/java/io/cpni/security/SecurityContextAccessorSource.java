package io.cpni.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.TrainingRegister;
import io.cpni.customer.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Takes the accessor from Spring Security's context. An anonymous or unauthenticated caller is nobody.
 *
 * <p>Until when an accessor is trained is asked from the register and kept for a minute. Safe for many threads.
 */
public final class SecurityContextAccessorSource implements AccessorSource {

    private static final String ROLE_PREFIX = "ROLE_";
    private static final Duration TRAINING_KEPT_FOR = Duration.ofMinutes(1);
    private static final int TRAINING_KEPT = 10_000;

    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final LoadingCache<String, Optional<Instant>> trainedUntil;
    private final Set<String> salesRoles;

    /**
     * Creates a source.
     *
     * @param register the register that is asked for training
     * @param salesRoles the roles, without the prefix ROLE_, whose holders are sales personnel (64.2009(d))
     */
    public SecurityContextAccessorSource(TrainingRegister register, Set<String> salesRoles) {
        this.salesRoles = Set.copyOf(salesRoles);
        this.trainedUntil = Caffeine.newBuilder()
                .expireAfterWrite(TRAINING_KEPT_FOR)
                .maximumSize(TRAINING_KEPT)
                .build(register::trainedUntil);
    }

    @Override
    public Optional<Accessor> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !trust.isAuthenticated(authentication)) {
            return Optional.empty();
        }
        String name = authentication.getName();
        Optional<CustomerId> customer = authentication.getPrincipal() instanceof CustomerPrincipal principal
                ? Optional.of(principal.customerId())
                : Optional.empty();
        Set<String> roles = roles(authentication);
        boolean sales = roles.stream().anyMatch(salesRoles::contains);
        return Optional.of(new Accessor(name, roles, trainedUntil.get(name), customer, sales));
    }

    private static Set<String> roles(Authentication authentication) {
        return authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(ROLE_PREFIX))
                .map(authority -> authority.substring(ROLE_PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet());
    }
}

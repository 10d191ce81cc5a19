package io.cpni.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.Accessor;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

class SecurityContextAccessorSourceTest {

    private static final Instant TRAINED_UNTIL = Instant.parse("2027-01-01T00:00:00Z");

    private final SecurityContextAccessorSource source =
            new SecurityContextAccessorSource(accessor -> Optional.of(TRAINED_UNTIL), Set.of("seller"));

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private Accessor signedInWith(String... authorities) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "sam", "", AuthorityUtils.createAuthorityList(authorities)));
        return source.current().orElseThrow();
    }

    @Test
    void whoHasARoleOfSalesIsSalesPersonnel() {
        Accessor sam = signedInWith("ROLE_clerk", "ROLE_seller");

        assertThat(sam.sales()).isTrue();
        assertThat(sam.roles()).containsExactlyInAnyOrder("clerk", "seller");
        assertThat(sam.trainedUntil()).contains(TRAINED_UNTIL);
    }

    @Test
    void nobodyElseIs() {
        assertThat(signedInWith("ROLE_clerk").sales()).isFalse();
        assertThat(signedInWith("seller").sales()).as("no role").isFalse();
    }

    @Test
    void whoIsNotSignedInIsNobody() {
        assertThat(source.current()).isEmpty();
    }
}

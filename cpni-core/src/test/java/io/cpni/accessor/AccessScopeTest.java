package io.cpni.accessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.purpose.Purpose;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessScopeTest {

    private static final Accessor CLERK = Accessor.staff("clerk", Set.of("billing"), Instant.MAX);
    private static final AccessContext BILLING =
            AccessContext.of(CLERK, Purpose.BILL_COLLECT).build();
    private static final AccessContext FRAUD =
            AccessContext.of(CLERK, Purpose.PROTECT).build();

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(AccessScope.current()).isEmpty();
    }

    @Test
    void outsideAnyScopeThereIsNoContext() {
        assertThat(AccessScope.current()).isEmpty();
    }

    @Test
    void anInnerScopeHidesTheOuterOneUntilItIsClosed() {
        try (AccessScope outer = AccessScope.open(BILLING)) {
            assertThat(AccessScope.current()).contains(BILLING);
            try (AccessScope inner = AccessScope.open(FRAUD)) {
                assertThat(AccessScope.current()).contains(FRAUD);
                try (AccessScope none = AccessScope.openEmpty()) {
                    assertThat(AccessScope.current()).isEmpty();
                }
                assertThat(AccessScope.current()).contains(FRAUD);
            }
            assertThat(AccessScope.current()).contains(BILLING);
        }
    }

    @Test
    void aScopeLeftOpenInsideAnotherGoesWithItAndIsReported() {
        AccessScope outer = AccessScope.open(BILLING);
        AccessScope.open(FRAUD);

        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("left open inside");

        assertThat(AccessScope.current()).isEmpty();
    }

    @Test
    void closingTwiceDoesNothingMore() {
        AccessScope outer = AccessScope.open(BILLING);
        AccessScope inner = AccessScope.open(FRAUD);
        inner.close();
        inner.close();

        assertThat(AccessScope.current()).contains(BILLING);
        outer.close();
    }

    @Test
    void anotherThreadNeitherSeesNorClosesAScope() {
        AccessScope scope = AccessScope.open(BILLING);

        CompletableFuture.runAsync(() -> {
                    assertThat(AccessScope.current()).isEmpty();
                    assertThatThrownBy(scope::close)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("thread");
                })
                .join();

        assertThat(AccessScope.current()).contains(BILLING);
        scope.close();
    }

    @Test
    void aScopeIsClosedAlsoWhereTheWorkFails() {
        assertThatThrownBy(() -> {
                    try (AccessScope scope = AccessScope.open(BILLING)) {
                        throw new IllegalStateException("work failed under " + scope);
                    }
                })
                .hasMessageStartingWith("work failed");
    }
}

package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.RecordPeriod;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObligationHandlersTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Set<DataCategory> DETAIL = EnumSet.of(DataCategory.CALL_DETAIL);

    private final List<String> asked = new ArrayList<>();

    private ObligationHandler handler(String name, Obligation.Kind... kinds) {
        return new ObligationHandler() {
            @Override
            public Set<Obligation.Kind> kinds() {
                return Set.of(kinds);
            }

            @Override
            public void fulfil(Occasion occasion) {
                asked.add(name + " " + occasion.kind());
            }
        };
    }

    private static ObligationHandler broken(Obligation.Kind kind) {
        return new ObligationHandler() {
            @Override
            public Set<Obligation.Kind> kinds() {
                return Set.of(kind);
            }

            @Override
            public void fulfil(Occasion occasion) {
                throw new IllegalStateException("broken");
            }
        };
    }

    private static AccessContext context(Recipient recipient) {
        return AccessContext.of(Accessor.staff("sam", Set.of(), NOW), Purpose.PROVIDE_SERVICE)
                .recipient(recipient)
                .build();
    }

    private static Optional<ObligationHandlers.Unfulfilled> fulfil(
            ObligationHandlers handlers, Obligation.Kind... kinds) {
        return handlers.fulfil(Set.of(kinds), context(Recipient.staff()), "call_record", DETAIL, NOW);
    }

    @ParameterizedTest
    @EnumSource(
            value = Obligation.Kind.class,
            names = {"DNC_CHECK", "RECORD_CONSENT", "END_WITH_CALL", "RECORD_DISCLOSURE", "MASK"})
    void someObligationsAreFulfilledByWhatIsDoneAnyway(Obligation.Kind kind) {
        assertThat(ObligationHandlers.none().unhandled(Set.of(kind), context(Recipient.staff())))
                .isEmpty();
        assertThat(fulfil(ObligationHandlers.none(), kind)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Obligation.Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DNC_CHECK", "RECORD_CONSENT", "END_WITH_CALL", "RECORD_DISCLOSURE", "MASK"})
    void allOthersNeedAHandler(Obligation.Kind kind) {
        assertThat(ObligationHandlers.none()
                        .unhandled(EnumSet.of(kind, Obligation.Kind.MASK), context(Recipient.staff())))
                .contains(kind);
        assertThat(ObligationHandlers.of(List.of(handler("a", kind)))
                        .unhandled(Set.of(kind), context(Recipient.staff())))
                .isEmpty();
    }

    @Test
    void aLimitedScopeNeedsNoHandlerWhereTheContextNamesLimits() {
        AccessContext.Builder context = AccessContext.of(Accessor.staff("sam", Set.of(), NOW), Purpose.PROTECT);
        Set<Obligation.Kind> limited = Set.of(Obligation.Kind.LIMIT_SCOPE);

        assertThat(ObligationHandlers.none().unhandled(limited, context.build()))
                .contains(Obligation.Kind.LIMIT_SCOPE);
        assertThat(ObligationHandlers.remedyFor(Obligation.Kind.LIMIT_SCOPE)).contains("customer or the period");
        context.period(new RecordPeriod(NOW.minusSeconds(60), NOW));
        assertThat(ObligationHandlers.none().unhandled(limited, context.build()))
                .isEmpty();
        context = AccessContext.of(Accessor.staff("sam", Set.of(), NOW), Purpose.PROTECT)
                .subject(CustomerId.of(1));
        assertThat(ObligationHandlers.none().unhandled(limited, context.build()))
                .isEmpty();
    }

    @Test
    void ofTwoHandlersForOneKindTheFirstIsAsked() {
        ObligationHandlers handlers = ObligationHandlers.of(List.of(
                handler("a", Obligation.Kind.CONTRACT),
                handler("b", Obligation.Kind.CONTRACT, Obligation.Kind.LEGAL_REVIEW)));

        assertThat(fulfil(handlers, Obligation.Kind.LEGAL_REVIEW, Obligation.Kind.CONTRACT))
                .isEmpty();
        assertThat(asked).containsExactly("a CONTRACT", "b LEGAL_REVIEW");
    }

    @Test
    void aHandlerForWhatIsDoneAnywayIsAskedTooAndOneForMasksIsNot() {
        ObligationHandlers handlers =
                ObligationHandlers.of(List.of(handler("a", Obligation.Kind.RECORD_DISCLOSURE, Obligation.Kind.MASK)));

        assertThat(fulfil(handlers, Obligation.Kind.RECORD_DISCLOSURE, Obligation.Kind.MASK))
                .isEmpty();
        assertThat(asked).containsExactly("a RECORD_DISCLOSURE");
    }

    @Test
    void theFirstObligationThatIsNotFulfilledEndsIt() {
        ObligationHandlers handlers = ObligationHandlers.of(List.of(
                handler("a", Obligation.Kind.RECORD_CAMPAIGN),
                broken(Obligation.Kind.SUPERVISOR_REVIEW),
                handler("c", Obligation.Kind.LEGAL_REVIEW)));

        assertThat(fulfil(
                        handlers,
                        Obligation.Kind.LEGAL_REVIEW,
                        Obligation.Kind.SUPERVISOR_REVIEW,
                        Obligation.Kind.RECORD_CAMPAIGN))
                .hasValueSatisfying(unfulfilled -> {
                    assertThat(unfulfilled.kind()).isEqualTo(Obligation.Kind.SUPERVISOR_REVIEW);
                    assertThat(unfulfilled.done()).containsExactly(Obligation.Kind.RECORD_CAMPAIGN);
                    assertThat(unfulfilled.why()).hasMessage("broken");
                });
        assertThat(asked).containsExactly("a RECORD_CAMPAIGN");
    }

    @Test
    void aContractIsOnFileUnderTheNameOfTheRecipient() {
        ContractsOnFile contracts = new ContractsOnFile(Set.of("Fixers Ltd"));

        contracts.fulfil(occasion(Recipient.named(RecipientKind.IC, "Fixers Ltd")));
        for (Recipient recipient :
                List.of(Recipient.named(RecipientKind.IC, "Fixers"), Recipient.of(RecipientKind.IC))) {
            assertThatThrownBy(() -> contracts.fulfil(occasion(recipient)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no contract with this recipient is on file (its kind: IC)");
        }
        assertThat(contracts.kinds()).containsExactly(Obligation.Kind.CONTRACT);
    }

    private static ObligationHandler.Occasion occasion(Recipient recipient) {
        return new ObligationHandler.Occasion(Obligation.Kind.CONTRACT, context(recipient), "call_record", DETAIL, NOW);
    }
}

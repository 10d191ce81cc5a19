package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.BlindAlleys.BlindAlley;
import io.cpni.autoconfigure.LateReads.LateRead;
import io.cpni.autoconfigure.LookUps.LookUp;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.sql.CpniStatementRefusedException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way by which records are read gives what its onlooker may see, as it may be seen, and nothing of the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReadWaysContract {

    private WaysCarrier carrier;

    /** Starts the application on an empty database of this test's own. */
    abstract WaysCarrier start();

    /** Returns the statement that makes the function {@code callee_of}, which tells the number of the call with an id. */
    abstract String function();

    @BeforeAll
    final void startCarrier() {
        carrier = start();
        carrier.behindTheGate().execute(function());
        carrier.behindTheGate().execute("create view every_call as select * from voice_call");
    }

    @AfterAll
    final void closeCarrier() {
        if (carrier != null) {
            carrier.close();
        }
    }

    final WaysCarrier carrier() {
        return carrier;
    }

    static Stream<Way> ways() {
        return Stream.of(RepositoryWays.all(), SessionWays.all(), QueryWays.all(), JdbcWays.all())
                .flatMap(ways -> ways);
    }

    static Stream<Arguments> waysOfOnlookers() {
        return ways().flatMap(way -> Stream.of(Onlooker.values()).map(onlooker -> Arguments.of(way, onlooker)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("waysOfOnlookers")
    void eachGivesWhatItsOnlookerMaySee(Way way, Onlooker onlooker) {
        if (way.refused().contains(onlooker)) {
            assertThatExceptionOfType(CpniStatementRefusedException.class)
                    .isThrownBy(() -> carrier.read(way, onlooker))
                    .satisfies(ReadWaysContract::quotesNoValue);
        } else {
            assertThat(String.valueOf(carrier.read(way, onlooker)))
                    .isEqualTo(String.valueOf(way.expected().apply(onlooker.calls())));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void noneGivesAnythingWithoutContext(Way way) {
        assertThat(AccessScope.current()).isEmpty();
        assertThat(catchThrowable(() -> carrier.inTransaction(() -> way.ask().apply(carrier))))
                .isInstanceOf(CpniAccessDeniedException.class)
                .satisfies(ReadWaysContract::quotesNoValue);
    }

    /** A session that has read as somebody is not read by as somebody else; what goes past the session is. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void noneGivesWhatWasReadBeforeForSomebodyElse(Way way) {
        Supplier<String> readAfterBilling = () -> carrier.inTransaction(() -> {
            AccessScope.within(Onlooker.BILLING.context(), () -> {
                assertThat(carrier.calls().findAll()).hasSize(6);
                return carrier.subscribers().findAll().size();
            });
            return AccessScope.within(
                    Onlooker.SUPPORT.context(), () -> String.valueOf(way.ask().apply(carrier)));
        });
        if (way.bySession()) {
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(readAfterBilling::get)
                    .satisfies(denied -> {
                        assertThat(denied.decision().reason().remedy()).contains("session");
                        quotesNoValue(denied);
                    });
        } else {
            assertThat(readAfterBilling.get())
                    .isEqualTo(String.valueOf(way.expected().apply(Onlooker.SUPPORT.calls())));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cpni.autoconfigure.LookUps#all")
    void anothersRecordLooksLikeOneThatIsNotThere(LookUp lookUp) {
        String hidden = lookUp.outcome(carrier, 2, Onlooker.AGENT);

        assertThat(hidden).isEqualTo(lookUp.outcome(carrier, 9, Onlooker.AGENT));
        assertThat(hidden).doesNotContain("Cpni");
        assertThat(lookUp.outcome(carrier, 1, Onlooker.AGENT)).isNotEqualTo(hidden);
        assertThat(lookUp.outcome(carrier, 2, Onlooker.BILLING)).isNotEqualTo(hidden);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cpni.autoconfigure.BlindAlleys#forEverybody")
    void whatTheGateCannotSeeThroughIsRefusedToEverybody(BlindAlley alley) {
        refused(alley, Onlooker.BILLING);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cpni.autoconfigure.BlindAlleys#withTokens")
    void nothingIsDoneWithTokensButToShowThem(BlindAlley alley) {
        refused(alley, Onlooker.ANALYST);
    }

    private void refused(BlindAlley alley, Onlooker onlooker) {
        Throwable thrown = catchThrowable(
                () -> carrier.as(onlooker.context(), () -> alley.ask().apply(carrier)));

        assertThat(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                .filteredOn(CpniStatementRefusedException.class::isInstance)
                .as("refusal behind %s", thrown)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining(alley.said()));
        quotesNoValue(thrown);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"io.cpni.autoconfigure.LateReads#references", "io.cpni.autoconfigure.LateReads#byAnotherStatement"})
    void whatIsReadLaterIsNotReadWithoutContext(LateRead<?> late) {
        assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(() -> late.afterItsScope(carrier, Onlooker.BILLING, Supplier::get))
                .satisfies(ReadWaysContract::quotesNoValue);
        assertThat(laterAs(Onlooker.BILLING, late)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cpni.autoconfigure.LateReads#references")
    void whatIsReadLaterIsReadForWhoeverReadsIt(LateRead<?> late) {
        assertThat(laterAs(Onlooker.SUPPORT, late))
                .containsExactly(Onlooker.SUPPORT.calls().get(0).line());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cpni.autoconfigure.LateReads#byAnotherStatement")
    void whatIsReadLaterIsNotReadForAnother(LateRead<?> late) {
        assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(() -> laterAs(Onlooker.SUPPORT, late))
                .satisfies(ReadWaysContract::quotesNoValue);
    }

    /** Asks for something as billing and reads it as somebody, in one transaction. */
    private List<String> laterAs(Onlooker reader, LateRead<?> late) {
        return late.afterItsScope(carrier, Onlooker.BILLING, read -> AccessScope.within(reader.context(), read::get));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cpni.autoconfigure.LateReads#ofOpenResults")
    void aResultEndsWithItsTransaction(LateRead<?> late) {
        assertThatThrownBy(() -> late.afterItsTransaction(carrier))
                .hasStackTraceContaining("it ends with its transaction")
                .satisfies(ReadWaysContract::quotesNoValue);
    }

    @Test
    void tokensAreShown() {
        List<String> devices = carrier.as(
                Onlooker.ANALYST.context(),
                () -> carrier.em()
                        .createQuery("select c.device from VoiceCall c order by c.id", String.class)
                        .getResultList());

        assertThat(devices).hasSize(6).allSatisfy(device -> assertThat(device).startsWith("tok_"));
        assertThat(devices.get(0)).isEqualTo(devices.get(2)).isNotEqualTo(devices.get(1));
    }

    static void quotesNoValue(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            assertThat(at.toString()).doesNotContain("555");
        }
    }
}

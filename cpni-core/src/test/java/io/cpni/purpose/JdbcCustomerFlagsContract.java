package io.cpni.purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.TestDatabase;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the flags of customers do on every database. */
abstract class JdbcCustomerFlagsContract {

    private static final CustomerId ADA = CustomerId.of(1);
    private static final CustomerId BEN = CustomerId.of(2);
    private static final Optional<String> NO_DETAIL = Optional.empty();
    private static final Optional<String> HOME = Optional.of("home");
    private static final Optional<String> WORK = Optional.of("work");
    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant FAR_OFF = Instant.parse("2150-01-01T00:00:00Z");

    private final TestDatabase database;
    private final JdbcCustomerFlags flags;

    JdbcCustomerFlagsContract(TestDatabase database) {
        this.database = database;
        this.flags = new JdbcCustomerFlags(database.dataSource(), CustomerKeyType.BIGINT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private boolean unlisted(CustomerId customer, Instant at) {
        return flags.isUp(customer, CustomerFlag.UNLISTED, NO_DETAIL, at);
    }

    private boolean ofRecord(Optional<String> detail, Instant at) {
        return flags.isUp(ADA, CustomerFlag.ADDRESS_OF_RECORD, detail, at);
    }

    @Test
    void aFlagIsUpFromItsInstantOnForItsCustomerOnly() {
        flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE);

        assertThat(unlisted(ADA, NINE.minusNanos(1000))).isFalse();
        assertThat(unlisted(ADA, NINE)).isTrue();
        assertThat(unlisted(ADA, FAR_OFF)).isTrue();
        assertThat(unlisted(BEN, NOON)).isFalse();
        assertThat(flags.isUp(ADA, CustomerFlag.BUSINESS_EXEMPT, NO_DETAIL, NOON))
                .isFalse();
    }

    @Test
    void aFlagIsTakenDownFromAnInstantOn() {
        flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE);
        flags.putUp(BEN, CustomerFlag.UNLISTED, NO_DETAIL, NINE);
        flags.takeDown(ADA, CustomerFlag.UNLISTED, NO_DETAIL, TEN);

        assertThat(unlisted(ADA, TEN.minusNanos(1000))).isTrue();
        assertThat(unlisted(ADA, TEN)).isFalse();
        assertThat(unlisted(BEN, TEN)).isTrue();
    }

    @Test
    void aFlagThatIsTakenDownAtItsFirstInstantWasNeverUp() {
        flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE);
        flags.takeDown(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE);

        assertThat(unlisted(ADA, NINE)).isFalse();
        assertThat(unlisted(ADA, NOON)).isFalse();
    }

    /** An address that is removed before its thirty days have passed never becomes one of record. */
    @Test
    void aFlagThatWasToComeUpLaterDoesNotComeUpOnceItIsTakenDown() {
        flags.putUp(ADA, CustomerFlag.ADDRESS_OF_RECORD, HOME, NOON);
        flags.takeDown(ADA, CustomerFlag.ADDRESS_OF_RECORD, HOME, TEN);

        assertThat(ofRecord(HOME, NOON)).isFalse();
        assertThat(ofRecord(NO_DETAIL, FAR_OFF)).isFalse();
    }

    @Test
    void aFlagCanGoUpAgain() {
        flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE);
        flags.takeDown(ADA, CustomerFlag.UNLISTED, NO_DETAIL, TEN);
        flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NOON);

        assertThat(unlisted(ADA, NINE)).isTrue();
        assertThat(unlisted(ADA, TEN)).isFalse();
        assertThat(unlisted(ADA, NOON)).isTrue();
    }

    @Test
    void aFlagThatIsPutUpAgainWhileItIsUpStaysUpAndComesDownOnce() {
        flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE);
        flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE);
        flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, TEN);

        assertThat(unlisted(ADA, NINE)).isTrue();
        assertThat(unlisted(ADA, TEN.minusNanos(1000))).isTrue();
        assertThat(unlisted(ADA, TEN)).isTrue();
        flags.takeDown(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NOON);
        assertThat(unlisted(ADA, NOON)).isFalse();
    }

    @Test
    void aFlagOfADetailIsUpForThatDetailAndForSome() {
        flags.putUp(ADA, CustomerFlag.ADDRESS_OF_RECORD, HOME, NINE);

        assertThat(ofRecord(HOME, TEN)).isTrue();
        assertThat(ofRecord(WORK, TEN)).isFalse();
        assertThat(ofRecord(Optional.of("HOME"), TEN)).isFalse();
        assertThat(ofRecord(NO_DETAIL, TEN)).isTrue();
    }

    @Test
    void aFlagWithoutDetailIsUpForEveryDetail() {
        flags.putUp(ADA, CustomerFlag.ADDRESS_OF_RECORD, NO_DETAIL, NINE);

        assertThat(ofRecord(HOME, TEN)).isTrue();
        assertThat(ofRecord(WORK, TEN)).isTrue();
        assertThat(ofRecord(NO_DETAIL, TEN)).isTrue();
    }

    @Test
    void takingDownADetailLeavesTheOthersUp() {
        flags.putUp(ADA, CustomerFlag.ADDRESS_OF_RECORD, HOME, NINE);
        flags.putUp(ADA, CustomerFlag.ADDRESS_OF_RECORD, WORK, NINE);
        flags.takeDown(ADA, CustomerFlag.ADDRESS_OF_RECORD, HOME, TEN);

        assertThat(ofRecord(HOME, NOON)).isFalse();
        assertThat(ofRecord(WORK, NOON)).isTrue();
        flags.takeDown(ADA, CustomerFlag.ADDRESS_OF_RECORD, NO_DETAIL, TEN);
        assertThat(ofRecord(WORK, NOON)).as("it was put up with its own detail").isTrue();
    }

    /** Somebody who is called {@code *} is not everybody. */
    @Test
    void theSignForEveryDetailIsNoDetail() {
        flags.putUp(ADA, CustomerFlag.SERVED_BY_AFFILIATE, HOME, NINE);

        assertThat(flags.isUp(ADA, CustomerFlag.SERVED_BY_AFFILIATE, Optional.of("*"), TEN))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", " "})
    void aDetailThatSaysNothingIsRefused(String detail) {
        assertThatThrownBy(() -> flags.putUp(ADA, CustomerFlag.SERVED_BY_AFFILIATE, Optional.of(detail), NINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave it empty");
        assertThatThrownBy(() -> flags.takeDown(ADA, CustomerFlag.SERVED_BY_AFFILIATE, Optional.of(detail), NINE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Put up here, nobody would ever look at them. */
    @ParameterizedTest
    @EnumSource(
            value = CustomerFlag.class,
            names = {
                "DO_NOT_CALL",
                "NO_MARKETING_CONTACT",
                "NO_PARTNER_SHARING",
                "APPROVED_IN_OWN_CALL",
                "APPROVED_AFTER_ORAL_NOTICE",
                "ORAL_APPROVAL_SPENT"
            })
    void whatFollowsFromTheLedgerIsNotPutUpHere(CustomerFlag flag) {
        assertThatThrownBy(() -> flags.putUp(ADA, flag, NO_DETAIL, NINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("approval store");
        assertThatThrownBy(() -> flags.takeDown(ADA, flag, NO_DETAIL, NINE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDetailThatIsTooLongIsNotCutOff() {
        assertThatThrownBy(() -> flags.putUp(ADA, CustomerFlag.SERVED_BY_AFFILIATE, Optional.of("a".repeat(201)), NINE))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("does not fit");
        assertThat(flags.isUp(ADA, CustomerFlag.SERVED_BY_AFFILIATE, NO_DETAIL, NOON))
                .isFalse();
    }

    @Test
    void aStoreThatIsDownSaysSoAndNotThatAFlagIsDown() {
        database.execute("DROP TABLE cpni_customer_flag");

        assertThatThrownBy(() -> unlisted(ADA, NINE))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("customer flags (cpni_customer_flag) cannot read customer flags");
        assertThatThrownBy(() -> flags.putUp(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> flags.takeDown(ADA, CustomerFlag.UNLISTED, NO_DETAIL, NINE))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
